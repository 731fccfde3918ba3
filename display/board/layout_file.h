#pragma once

#include "display/board/layout.h"
#include "shared/config/error.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace display {

/// A layout as assets/display/*.toml write it; landscape.toml explains every key.
///
/// Throws config::Errors with everything that is wrong: unknown keys and parts, areas that hang over the edge
/// or overlap.
Layout read_layout(const std::filesystem::path& path);
/// The same of a text; `file` is what errors call it.
Layout parse_layout(std::string_view text, const std::string& file);

/// A layout that comes with the program: "landscape" is assets/display/landscape.toml.
std::filesystem::path house_layout(const std::string& name);

/// A layout file that may be edited while the board hangs.
///
/// Asked twice a second; a change is read once the file has stood still for that long, as editors write in
/// several steps. A file that is wrong or gone leaves the layout as it was, is told in the log by its lines,
/// and well() is false until it is mended.
class LayoutFile {
  public:
    static constexpr base::Duration kAsk = std::chrono::milliseconds(500);

    /// Throws config::Errors as read_layout() does.
    explicit LayoutFile(std::filesystem::path path);

    const Layout& layout() const { return layout_; }
    const std::filesystem::path& path() const { return path_; }
    bool well() const { return well_; }

    /// True when layout() or well() has changed.
    bool tick(base::SteadyTime now);
    base::SteadyTime next_deadline() const { return next_; }

  private:
    /// What tells one state of the file from another.
    struct Stamp {
        std::filesystem::file_time_type time{};
        std::uintmax_t size = 0;
        bool operator==(const Stamp&) const = default;
    };
    std::optional<Stamp> stamp() const;
    bool read();

    std::filesystem::path path_;
    Layout layout_;
    bool well_ = true;
    std::optional<Stamp> read_, seen_;
    base::SteadyTime next_{};
};

} // namespace display
