#include "printer/ticket/template.h"

#include "shared/base/file.h"
#include "shared/config/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace printer {
namespace {

using Kind = Part::Kind;

constexpr std::size_t kMostParts = 60;

constexpr std::array<std::pair<std::string_view, Kind>, 20> kKinds{{{"logo", Kind::Logo},
                                                                    {"copy", Kind::Copy},
                                                                    {"hall", Kind::Hall},
                                                                    {"service", Kind::Service},
                                                                    {"number", Kind::Number},
                                                                    {"channel", Kind::Channel},
                                                                    {"waiting", Kind::Waiting},
                                                                    {"location", Kind::Location},
                                                                    {"documents", Kind::Documents},
                                                                    {"code", Kind::Code},
                                                                    {"closing", Kind::Closing},
                                                                    {"time", Kind::Time},
                                                                    {"text", Kind::Text},
                                                                    {"title", Kind::Title},
                                                                    {"purpose", Kind::Purpose},
                                                                    {"steps", Kind::Steps},
                                                                    {"basis", Kind::Basis},
                                                                    {"fee", Kind::Fee},
                                                                    {"time_limit", Kind::TimeLimit},
                                                                    {"hours", Kind::Hours}}};

double millimetres(const config::Table& table, std::string_view key, double least, double most,
                   double fallback) {
    const auto thousandths = [](double value) { return static_cast<int>(value * 1000 + 0.5); };
    return table.thousandths(key, thousandths(least), thousandths(most), thousandths(fallback)) / 1000.0;
}

// A size of letters: below two millimetres nobody reads thermal paper.
double letters(const config::Table& table, std::string_view key, double fallback) {
    return millimetres(table, key, 2, 15, fallback);
}

screen::Align read_align(const config::Table& table, std::string_view fallback) {
    const auto word = table.word("align", {"start", "centre", "end"}, std::string(fallback));
    return word == "start" ? screen::Align::Leading
           : word == "end" ? screen::Align::Trailing
                           : screen::Align::Centre;
}

void read_logo(const config::Table& table, Part& part, const std::filesystem::path& folder) {
    part.size = millimetres(table, "height", 3, 40, 9);
    part.align = read_align(table, "centre");
    const auto dither = table.word("dither", {"diffusion", "ordered", "none"}, "diffusion");
    part.dither = dither == "ordered" ? Dither::Ordered : dither == "none" ? Dither::None : Dither::Diffusion;
    const auto file = table.text("file");
    if (file.empty())
        return;
    try {
        part.logo = screen::load_png(folder / file);
    } catch (const base::FileError& error) {
        table.error("file", fmt::format("The logo must be a PNG beside this file: {}.", error.what()));
    }
}

// The size of the other language's text: 0 leaves it out.
double read_second(const config::Table& table, double fallback) {
    const double second = millimetres(table, "second", 0, 15, fallback);
    if (second > 0 && second < 2)
        table.error("second", "'second' must be 0, or at least 2: smaller letters cannot be read. Please "
                              "correct it.");
    return second;
}

void read_look(const config::Table& table, Part& part, const std::filesystem::path& folder) {
    switch (part.kind) {
    case Kind::Logo:
        return read_logo(table, part, folder);
    case Kind::Number:
        part.size = millimetres(table, "size", kLeastDigits, 40, 17);
        part.bold = table.flag("bold", true);
        return;
    case Kind::Waiting:
        part.size = letters(table, "size", 5.2);
        part.label = letters(table, "label", 2.9);
        part.second = read_second(table, 2.75);
        return;
    case Kind::Code:
        part.label = letters(table, "label", 3.4);
        part.size = millimetres(table, "size", 15, 60, 28);
        part.second = read_second(table, 2.9);
        return;
    case Kind::Location:
    case Kind::Documents:
    case Kind::Steps:
    case Kind::Basis:
    case Kind::Fee:
    case Kind::TimeLimit:
    case Kind::Hours:
        part.label = letters(table, "label", 3.1);
        break;
    case Kind::Text:
        part.text = table.names("text", {});
        break;
    default:
        break;
    }
    part.size = letters(table, "size", 3.4);
    part.second = read_second(table, 2.9);
    part.bold = table.flag("bold", part.kind == Kind::Service || part.kind == Kind::Hall);
    if (part.kind != Kind::Documents && part.kind != Kind::Steps && part.kind != Kind::Channel &&
        part.kind != Kind::Copy)
        part.align = read_align(table, "centre");
}

Part read_part(const config::Table& table, const std::filesystem::path& folder) {
    Part part;
    const auto name = table.text("show");
    const auto found = std::ranges::find(kKinds, name, &std::pair<std::string_view, Kind>::first);
    if (found == kKinds.end()) {
        std::string known;
        for (const auto& [each, kind] : kKinds)
            known += (known.empty() ? "" : ", ") + std::string(each);
        if (!name.empty())
            table.error("show", fmt::format("'show' must be one of {}. Please correct it.", known));
        return part;
    }
    part.kind = found->second;
    const auto above = table.word("above", {"none", "line", "dashes"}, "none");
    part.above = above == "line"     ? Part::Rule::Line
                 : above == "dashes" ? Part::Rule::Dashes
                                     : Part::Rule::None;
    part.space = millimetres(table, "space", 0, 30, 1.5);
    read_look(table, part, folder);
    return part;
}

struct Parts {
    std::vector<Part> parts;
    std::set<Kind> kinds;
};

Parts read_parts(const config::Table& root, std::string_view key, const std::filesystem::path& folder) {
    Parts read;
    for (const auto& table : root.tables(key, kMostParts)) {
        auto part = read_part(table, folder);
        const bool fresh = read.kinds.insert(part.kind).second;
        if (!fresh && part.kind != Kind::Text && part.kind != Kind::Logo)
            table.error("show",
                        fmt::format("This part stands on the {} already. Please remove one of the two.",
                                    key == "sheet" ? "sheet" : "ticket"));
        read.parts.push_back(std::move(part));
    }
    return read;
}

} // namespace

Template read_template(const std::filesystem::path& file) {
    auto document = config::Document::read(file);
    const auto root = document.root();
    Template read;
    const auto page = root.table("page");
    read.margin = millimetres(page, "margin", 0, 10, read.margin);
    read.top = millimetres(page, "top", 0, 30, read.top);
    read.bottom = millimetres(page, "bottom", 0, 60, read.bottom);
    read.beep = page.flag("beep", false);
    auto ticket = read_parts(root, "part", file.parent_path());
    if (!ticket.kinds.contains(Kind::Number))
        root.error("part", "A ticket needs its number. Please add [[part]] with show = \"number\".");
    auto sheet = read_parts(root, "sheet", file.parent_path());
    if (!sheet.parts.empty() && !sheet.kinds.contains(Kind::Service))
        root.error("sheet", "An information sheet needs its service. Please add [[sheet]] with show = "
                            "\"service\".");
    document.finish();
    read.parts = std::move(ticket.parts);
    read.sheet = std::move(sheet.parts);
    return read;
}

void complete(Template& look, const Template& house) {
    if (!look.sheet.empty())
        return;
    const auto own = std::ranges::find(look.parts, Kind::Logo, &Part::kind);
    for (const auto& part : house.sheet)
        if (part.kind != Kind::Logo)
            look.sheet.push_back(part);
        else if (own != look.parts.end())
            look.sheet.push_back(*own);
}

std::filesystem::path house_template(bool is_narrow) {
    return base::assets_folder() / "printer" / (is_narrow ? "ticket-58mm.toml" : "ticket-80mm.toml");
}

} // namespace printer
