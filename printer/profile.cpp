#include "printer/profile.h"

#include "printer/escpos/charset.h"
#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/config/table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace printer {
namespace {

constexpr int kDeepestLikeness = 4;
constexpr std::string_view kFallback = "generic-80";

/// How one of our words is written in a file.
template <typename Word>
struct Spelling {
    std::string_view text;
    Word word;
};

template <typename Word, std::size_t Count>
Word read_word(const config::Table& table, std::string_view key,
               const std::array<Spelling<Word>, Count>& spellings, Word fallback) {
    if (!table.has(key))
        return fallback;
    const auto text = table.text(key);
    for (const auto& each : spellings)
        if (each.text == text)
            return each.word;
    std::vector<std::string_view> known;
    known.reserve(Count);
    for (const auto& each : spellings)
        known.push_back(each.text);
    table.error(key, fmt::format("'{}' must be one of {}. Please correct it.", key, fmt::join(known, ", ")));
    return fallback;
}

constexpr std::array<Spelling<Profile::Mode>, 2> kModes{
    {{"raster", Profile::Mode::Raster}, {"text", Profile::Mode::Text}}};
constexpr std::array<Spelling<Profile::Graphics>, 3> kGraphics{{{"GS v 0", Profile::Graphics::Raster},
                                                                {"GS ( L", Profile::Graphics::Stored},
                                                                {"GS 8 L", Profile::Graphics::LongStored}}};
constexpr std::array<Spelling<Profile::Cut>, 3> kCuts{
    {{"none", Profile::Cut::None}, {"partial", Profile::Cut::Partial}, {"full", Profile::Cut::Full}}};
constexpr std::array<Spelling<Profile::Beeper>, 3> kBeepers{
    {{"none", Profile::Beeper::None}, {"ESC B", Profile::Beeper::EscB}, {"ESC ( A", Profile::Beeper::EscA}}};
constexpr std::array<Spelling<Profile::Confirms>, 4> kConfirms{{{"ask", Profile::Confirms::Ask},
                                                                {"GS ( H", Profile::Confirms::Done},
                                                                {"GS r", Profile::Confirms::InOrder},
                                                                {"none", Profile::Confirms::No}}};
constexpr std::array<Spelling<Profile::HanziSize>, 2> kHanziSizes{
    {{"GS !", Profile::HanziSize::WithLatin}, {"FS !", Profile::HanziSize::OfItsOwn}}};
constexpr std::array<Spelling<std::string_view>, 6> kDoubleByte{{{"none", ""},
                                                                 {"GB2312", "GB2312"},
                                                                 {"GB18030", "GB18030"},
                                                                 {"BIG5", "BIG5"},
                                                                 {"SHIFT_JIS", "SHIFT_JIS"},
                                                                 {"EUC-KR", "EUC-KR"}}};

std::map<int, Paper> read_papers(const config::Table& root, std::map<int, Paper> papers, int dpi) {
    const auto table = root.table("paper");
    std::map<int, Paper> said;
    for (const int width : {58, 80})
        if (const auto key = std::to_string(width); table.has(key)) {
            const auto paper = table.table(key);
            said[width] = {paper.number("dots", 200, 1000), dpi, paper.number("columns", 16, 80)};
        }
    if (!said.empty())
        papers = std::move(said);
    for (auto& [width, paper] : papers)
        paper.dpi = dpi;
    return papers;
}

std::map<int, std::string> read_code_pages(const config::Table& table, std::map<int, std::string> fallback) {
    if (!table.has("code_pages"))
        return fallback;
    std::map<int, std::string> pages;
    for (const auto& entry : table.texts("code_pages")) {
        const auto colon = entry.find(':');
        const auto number = base::parse_number<int>(std::string_view(entry).substr(0, colon));
        const auto name = colon == std::string::npos ? std::string() : entry.substr(colon + 1);
        if (!number || *number < 0 || *number > 255 || !Charset::is_known(name)) {
            table.error("code_pages",
                        fmt::format("'{}' is not a number from 0 to 255, a colon and a character set, such "
                                    "as \"16:CP1252\". Please correct it.",
                                    entry));
            continue;
        }
        pages[*number] = name;
    }
    return pages;
}

bool is_usb_id(std::string_view text) {
    const auto is_digit = [](char each) {
        return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f');
    };
    const auto all_digits = [&](std::string_view part) {
        return part.size() == 4 && std::ranges::all_of(part, is_digit);
    };
    return all_digits(text) || (text.size() == 9 && text[4] == ':' && all_digits(text.substr(0, 4)) &&
                                all_digits(text.substr(5)));
}

void read_match(const config::Table& table, Profile& profile) {
    profile.makers = table.texts("makers", profile.makers);
    profile.models = table.texts("models", std::vector<std::string>());
    profile.usb = table.texts("usb", std::vector<std::string>());
    for (const auto& each : profile.usb)
        if (!is_usb_id(each))
            table.error("usb",
                        fmt::format("'{}' is no USB id such as \"04b8:0e28\", or \"154f\" for all of a "
                                    "maker's. Please correct it.",
                                    each));
}

Profile read_profile(const std::filesystem::path& file, int depth) {
    auto document = config::Document::read(file);
    const auto root = document.root();
    const auto like = root.text("like", "");
    Profile profile;
    if (depth > kDeepestLikeness)
        root.error("like", "Profiles are like each other in a circle. Please remove this line.");
    else if (!like.empty() && !std::filesystem::exists(file.parent_path() / (like + ".toml")))
        root.error("like", fmt::format("There is no profile '{}' in this folder. Please correct it.", like));
    else if (!like.empty())
        profile = read_profile(file.parent_path() / (like + ".toml"), depth + 1);
    profile.id = file.stem().string();
    profile.name = root.text("name");
    static_cast<void>(root.texts("sources", std::vector<std::string>())); // for people
    profile.mode = read_word(root, "print", kModes, profile.mode);
    profile.papers =
        read_papers(root, profile.papers, root.number("dpi", 100, 400, profile.papers.begin()->second.dpi));
    const auto graphics = root.table("graphics");
    profile.graphics = read_word(graphics, "command", kGraphics, profile.graphics);
    profile.band = graphics.number("band", 8, 1024, profile.band);
    const auto text = root.table("text");
    profile.code_pages = read_code_pages(text, profile.code_pages);
    profile.double_byte = read_word(text, "double_byte", kDoubleByte, std::string_view(profile.double_byte));
    profile.hanzi_size = read_word(text, "hanzi_size", kHanziSizes, profile.hanzi_size);
    profile.largest = text.number("largest", 1, 8, profile.largest);
    profile.qr = text.flag("qr", profile.qr);
    profile.cut = read_word(root, "cut", kCuts, profile.cut);
    profile.beeper = read_word(root, "beeper", kBeepers, profile.beeper);
    const auto status = root.table("status");
    profile.confirms = read_word(status, "confirms", kConfirms, profile.confirms);
    profile.near_end_sensor = status.flag("near_end_sensor", profile.near_end_sensor);
    read_match(root.table("match"), profile);
    document.finish();
    return profile;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char each) {
        return each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
    });
    return out;
}

bool fits(std::string_view pattern, std::string_view text) {
    const auto wanted = lower(pattern), said = lower(text);
    return wanted.ends_with('*') ? said.starts_with(wanted.substr(0, wanted.size() - 1)) : said == wanted;
}

// The longest pattern that fits counts most, so that "XP-80*" goes before "XP*".
int likeness(const Profile& profile, const DeviceId& device, std::uint16_t vendor, std::uint16_t product) {
    constexpr int kByModel = 1000, kByProduct = 500, kByVendor = 100;
    int best = 0;
    const bool made_by = profile.makers.empty() || std::ranges::any_of(profile.makers, [&](const auto& each) {
                             return fits(each, device.maker);
                         });
    for (const auto& each : profile.models)
        if (made_by && !device.model.empty() && fits(each, device.model))
            best = std::max(best, kByModel + static_cast<int>(each.size()));
    for (const auto& each : profile.usb)
        if (vendor != 0 && each == fmt::format("{:04x}:{:04x}", vendor, product))
            best = std::max(best, kByProduct);
        else if (vendor != 0 && each == fmt::format("{:04x}", vendor))
            best = std::max(best, kByVendor);
    return best;
}

} // namespace

Paper Profile::paper(int millimetres) const {
    if (millimetres == 0)
        return papers.rbegin()->second;
    if (const auto found = papers.find(millimetres); found != papers.end())
        return found->second;
    throw std::runtime_error(fmt::format("The {} takes no paper of {} mm.", name, millimetres));
}

Profile read_profile(const std::filesystem::path& file) {
    return read_profile(file, 0);
}

Profiles::Profiles() : Profiles(base::assets_folder() / "printer" / "profiles") {}

Profiles::Profiles(const std::filesystem::path& folder) {
    std::error_code missing;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, missing))
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& file : files)
        all_.push_back(read_profile(file));
    if (std::ranges::find(all_, kFallback, &Profile::id) == all_.end())
        throw std::runtime_error(
            fmt::format("The printer profile {} is missing in {}.", kFallback, folder.string()));
}

const Profile& Profiles::named(std::string_view id) const {
    if (const auto found = std::ranges::find(all_, id, &Profile::id); found != all_.end())
        return *found;
    std::vector<std::string> names;
    names.reserve(all_.size());
    for (const auto& each : all_)
        names.push_back(each.id);
    throw std::runtime_error(
        fmt::format("There is no printer profile \"{}\"; there are: {}.", id, fmt::join(names, ", ")));
}

const Profile& Profiles::match(const DeviceId& device, std::uint16_t vendor, std::uint16_t product) const {
    const auto best = std::ranges::max_element(
        all_, {}, [&](const Profile& each) { return likeness(each, device, vendor, product); });
    return likeness(*best, device, vendor, product) > 0 ? *best : named(kFallback);
}

} // namespace printer
