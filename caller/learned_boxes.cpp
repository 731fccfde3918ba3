#include "caller/learned_boxes.h"

#include "caller/buttons/key_map.h"
#include "shared/base/file.h"
#include "shared/config/table.h"
#include "shared/usb/device_info.h"

#include <fmt/format.h>

namespace caller {

namespace {

constexpr std::size_t kMostLearned = 256;

/// A basic string of TOML. A serial number may hold anything that a maker puts there.
std::string toml_string(std::string_view text) {
    std::string quoted = "\"";
    for (const char each : text) {
        if (each == '"' || each == '\\')
            quoted += '\\';
        quoted += each;
    }
    return quoted + '"';
}

} // namespace

std::vector<LearnedBox> read_learned(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file))
        return {};
    auto document = config::Document::read(file);
    std::vector<LearnedBox> boxes;
    for (const auto& table : document.root().tables("box", kMostLearned)) {
        LearnedBox box{table.text("device"),
                       model::CounterId{table.number("counter", 1, model::kHighestCounter)},
                       table.text("preset")};
        if (!usb::Match::parse(box.device))
            table.error("device", "a box is VENDOR:PRODUCT:SERIAL or @PLACE");
        if (!KeyMap::preset(box.preset))
            table.error("preset", fmt::format("there is no preset '{}'", box.preset));
        boxes.push_back(std::move(box));
    }
    document.finish();
    return boxes;
}

void write_learned(const std::filesystem::path& file, const std::vector<LearnedBox>& boxes) {
    std::string text = "# Written by jiaohao-caller --learn.\n";
    for (const LearnedBox& box : boxes)
        text += "\n" + text_of(box);
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path());
    base::write_file(file, text);
}

std::string text_of(const LearnedBox& box) {
    return fmt::format("[[box]]\ndevice = {}\ncounter = {}\npreset = {}\n", toml_string(box.device),
                       box.counter.value, toml_string(box.preset));
}

} // namespace caller
