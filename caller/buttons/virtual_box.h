#pragma once

#include "caller/buttons/box_keys.h"
#include "shared/base/line_source.h"

#include <filesystem>

namespace caller {

/// A button box made of text: one key a line, by its name ("kp-plus", "1"), or "report 0000570000000000" for
/// the bytes of a report. Goes through the same parser and key map as the real ones.
class VirtualBox final : public Boxes {
  public:
    /// Reads a base::LineSource. Throws base::FileError.
    VirtualBox(const std::filesystem::path& path, model::CounterId counter, KeyMap keys,
               const base::Clock& clock, BoxListener& listener);

    int descriptor() const override { return lines_.descriptor(); }
    void dispatch() override;
    void tick(base::SteadyTime now) override { keys_.tick(now); }
    std::optional<base::SteadyTime> next_deadline() const override { return keys_.next_deadline(); }

  private:
    void line(std::string_view text);
    const base::Clock& clock_;
    BoxKeys keys_;
    base::LineSource lines_;
};

} // namespace caller
