#pragma once

#include "kiosk/scanner/scan_desk.h"
#include "shared/base/line_source.h"

#include <filesystem>

namespace kiosk {

/// A scanner made of text, for demonstrations and tests: each line is a scan.
class VirtualScanner final : public Scanner {
  public:
    /// Reads a base::LineSource. There with the first tick(). Throws base::FileError.
    VirtualScanner(const std::filesystem::path& path, const base::Clock& clock, ScanListener& listener);

    int descriptor() const override { return lines_.descriptor(); }
    void dispatch() override;
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return starts_at_; }

  private:
    void line(std::string_view text);

    const base::Clock& clock_;
    ScanDesk desk_;
    ScanText text_;
    base::LineSource lines_;
    std::optional<base::SteadyTime> starts_at_;
};

} // namespace kiosk
