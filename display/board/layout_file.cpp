#include "display/board/layout_file.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/config/table.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace display {

namespace {

constexpr int kLeastSide = 200; // 0.2 %: a bar
constexpr int kLeastType = 500, kMostType = 100000;
constexpr int kMostColumns = 12, kMostRows = 12;

/// What a part's type is when the file does not say.
int usual_type(PartKind part) {
    switch (part) {
    case PartKind::Header:
        return 4100;
    case PartKind::Call:
        return 16300;
    case PartKind::Before:
    case PartKind::Counters:
        return 7400;
    case PartKind::Notices:
        return 5000;
    case PartKind::Clock:
    case PartKind::Flash:
        return 8000;
    case PartKind::Code:
        return 2800;
    case PartKind::Counter:
        return 40000;
    case PartKind::Services:
    case PartKind::Ticker:
    case PartKind::Pictures:
        break;
    }
    return 3800;
}

bool has_rows(PartKind part) {
    return part == PartKind::Before || part == PartKind::Counters || part == PartKind::Services;
}

bool has_columns(PartKind part) {
    return part == PartKind::Counters || part == PartKind::Services;
}

bool takes_turns(PartKind part) {
    return has_columns(part) || part == PartKind::Notices || part == PartKind::Pictures;
}

std::optional<PartKind> read_part(const config::Table& table) {
    const std::string name = table.text("part");
    for (std::size_t i = 0; i < kPartKinds; ++i)
        if (name == part_name(static_cast<PartKind>(i)))
            return static_cast<PartKind>(i);
    if (name.empty())
        return std::nullopt; // told already
    std::string known;
    for (std::size_t i = 0; i < kPartKinds; ++i)
        known += (i == 0 ? "" : ", ") + std::string(part_name(static_cast<PartKind>(i)));
    table.error("part", "there is no part \"" + name + "\"; the parts are " + known);
    return std::nullopt;
}

Area read_area(const config::Table& table) {
    Area area;
    const auto part = read_part(table);
    area.part = part.value_or(PartKind::Pictures);
    area.x = table.thousandths("x", 0, Area::kWhole - kLeastSide);
    area.y = table.thousandths("y", 0, Area::kWhole - kLeastSide);
    area.width = table.thousandths("width", kLeastSide, Area::kWhole);
    area.height = table.thousandths("height", kLeastSide, Area::kWhole);
    area.type = table.thousandths("type", kLeastType, kMostType, usual_type(area.part));
    // Of an unknown part nobody can say which keys it has.
    if (!part || has_rows(area.part))
        area.rows = table.number("rows", 1, kMostRows, area.part == PartKind::Before ? 4 : 1);
    if (!part || has_columns(area.part))
        area.columns = table.number("columns", 1, kMostColumns, area.part == PartKind::Counters ? 8 : 3);
    if (!part || takes_turns(area.part))
        area.stands =
            table.duration("stands", std::chrono::seconds(2), std::chrono::minutes(10), area.stands);
    if (area.x + area.width > Area::kWhole)
        table.error("width", "the area hangs over the panel's edge: x and width are 100 at most together");
    if (area.y + area.height > Area::kWhole)
        table.error("height", "the area hangs over the panel's edge: y and height are 100 at most together");
    return area;
}

screen::Rect rect_of(const Area& area) {
    return {area.x, area.y, area.width, area.height};
}

Layout read(config::Document& document) {
    Layout layout;
    const auto tables = document.root().tables("area", Layout::kMostAreas);
    for (const config::Table& table : tables) {
        const Area area = read_area(table);
        for (const Area& other : layout.areas)
            if (rect_of(area).overlaps(rect_of(other)))
                table.error("x", fmt::format("the areas \"{}\" and \"{}\" overlap; please move one of them",
                                             part_name(other.part), part_name(area.part)));
        layout.areas.push_back(area);
    }
    if (tables.empty())
        document.root().error("area", "a layout has at least one [[area]]");
    document.finish();
    return layout;
}

} // namespace

Layout read_layout(const std::filesystem::path& path) {
    auto document = config::Document::read(path);
    return read(document);
}

Layout parse_layout(std::string_view text, const std::string& file) {
    auto document = config::Document::parse(text, file);
    return read(document);
}

std::filesystem::path house_layout(const std::string& name) {
    return base::assets_folder() / "display" / (name + ".toml");
}

LayoutFile::LayoutFile(std::filesystem::path path) : path_(std::move(path)) {
    read_ = seen_ = stamp(); // before it is read: a change meanwhile is found
    layout_ = read_layout(path_);
}

std::optional<LayoutFile::Stamp> LayoutFile::stamp() const {
    std::error_code gone;
    const auto time = std::filesystem::last_write_time(path_, gone);
    if (gone)
        return std::nullopt;
    const auto size = std::filesystem::file_size(path_, gone);
    return gone ? std::nullopt : std::optional(Stamp{time, size});
}

bool LayoutFile::tick(base::SteadyTime now) {
    if (now < next_)
        return false;
    next_ = now + kAsk;
    const auto found = stamp();
    const bool still = std::exchange(seen_, found) == found;
    if (!still || found == read_)
        return false;
    read_ = found;
    return read();
}

bool LayoutFile::read() {
    try {
        Layout layout = read_layout(path_);
        const bool changed = layout != layout_ || !well_;
        layout_ = std::move(layout);
        well_ = true;
        base::log_info("board", "the layout {} was read again", path_.string());
        return changed;
    } catch (const std::exception& error) {
        base::log_error("board", "the layout stays as it was: {}", error.what());
        return std::exchange(well_, false);
    }
}

} // namespace display
