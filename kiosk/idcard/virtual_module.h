#pragma once

#include "kiosk/idcard/frame.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

/// A card made of text: what stands in it as it stands there, right or wrong.
struct VirtualCard {
    std::string number = "11010519491231002X"; ///< the standard's example
    std::string birth_date;                    ///< empty: the number's
    std::string valid_from = "20200101";
    std::string valid_until = "长期";

    /// The 256 bytes of its text block.
    std::vector<std::byte> text() const;
};

/// The module inside a reader, made of memory: requests in, replies out. Keeps state, and fails on request.
/// Has no cable and no time: for the virtual reader, and for emulated ones in tests.
class VirtualModule {
  public:
    void lay_on(VirtualCard card);
    void lift() { card_.reset(); }
    /// Its power went and came: what it was told to do is forgotten, the card lies there.
    void restart();

    /// Many readers find a selected card no more until it is lifted (the default), others do.
    void set_finds_selected(bool finds) { finds_selected_ = finds; }

    /// Says this payload instead of its next answer to this request; several in a row.
    void answer_next(unsigned command, unsigned parameter, std::vector<std::byte> payload);
    /// So many times, "not selected" and "not read".
    void fail_select(int times);
    void fail_read(int times);
    /// Says nothing at all.
    void set_silent(bool silent) { silent_ = silent; }

    /// The frames it answers to these bytes of the cable.
    std::vector<std::byte> take(std::span<const std::byte> bytes);

    /// Whole requests it has taken, by command and parameter.
    int requests(unsigned command, unsigned parameter) const;

    static std::vector<std::byte> status(unsigned code, std::size_t zeros = 0);

  private:
    using Request = std::pair<unsigned, unsigned>;
    struct Planned {
        Request request;
        std::vector<std::byte> payload;
    };

    std::vector<std::byte> answer(Request request);
    std::vector<std::byte> read() const;

    FrameParser parser_;
    std::optional<VirtualCard> card_;
    bool selected_ = false;
    bool finds_selected_ = false;
    bool silent_ = false;
    std::deque<Planned> planned_;
    std::vector<Request> taken_;
};

} // namespace kiosk
