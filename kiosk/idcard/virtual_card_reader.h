#pragma once

#include "kiosk/idcard/sdt_card_reader.h"
#include "kiosk/idcard/virtual_module.h"
#include "shared/base/line_source.h"

#include <filesystem>

namespace kiosk {

/// A card reader made of text, for demonstrations and tests: one line a deed.
///
///     card NUMBER [valid-from YYYYMMDD] [valid-until YYYYMMDD|long]     lays a card on
///     lift                                                              takes it away
///     unreadable                                                        the next card cannot be read
///     unplug, plug                                                      the reader itself goes, and comes
///
/// The module answers in frames, through the same session as the real ones.
class VirtualCardReader final : public SdtCardReader {
  public:
    /// Reads a base::LineSource. Throws base::FileError.
    VirtualCardReader(const std::filesystem::path& path, const wire::PersonKey& key, const base::Clock& clock,
                      CardListener& listener);

    int descriptor() const override { return lines_.descriptor(); }
    void dispatch() override;

  private:
    void send(std::vector<std::byte> bytes) override;
    void reopen() override { plug_at_ = now(); }
    void tick_cable(base::SteadyTime now) override;
    std::optional<base::SteadyTime> cable_deadline() const override;

    void line(std::string_view text);
    void lay_on(std::span<const std::string_view> words);

    base::LineSource lines_;
    VirtualModule module_;
    std::vector<std::byte> answer_;
    std::optional<base::SteadyTime> plug_at_;
    std::optional<base::SteadyTime> answer_at_;
};

} // namespace kiosk
