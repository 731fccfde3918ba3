#pragma once

#include "kiosk/reader.h"
#include "shared/screen/translations.h"
#include "shared/screen/view.h"

#include <string>
#include <vector>

namespace kiosk {

/// What is written on a view, without what can be touched: sentence after sentence, in `language` but for
/// what says that it is in another.
std::vector<Spoken> prose(const screen::View& view, const std::string& language);
/// How many things there are to choose.
int choices(const screen::View& view);
/// A text as a voice needs it: without marks that only the eye understands.
std::string for_ear(std::string text);

/// The spoken mode's words: what is said when a page opens, when the focus moves, when a key was typed.
/// Silent while it is switched off, but for the chime of the warning. What is said can be said again, and
/// everything new, and hush(), interrupts it.
class Narrator {
  public:
    /// `reader` may be null: a kiosk without sound.
    explicit Narrator(Reader* reader) : reader_(reader) {}

    /// Of the screen, and what the aids say; before all else.
    void set(bool on, int volume, const screen::Catalogue& texts);

    /// A page was opened, or what it says has changed and counts: its words, the number of choices, how to go
    /// on.
    void page(const screen::View& body, base::SteadyTime now);
    /// "Are you still there?": a chime, for everybody, and its words.
    void warning(const screen::View& dialog, base::SteadyTime now);
    void element(const screen::View& view, base::SteadyTime now);
    void words(std::string text, base::SteadyTime now);
    void again(base::SteadyTime now);
    void hush(base::SteadyTime now);

    bool speaking(base::SteadyTime now) { return reader_ != nullptr && reader_->speaking(now); }
    /// Once, after a page, an element or words were said to their end: the listener has time from now on.
    bool finished(base::SteadyTime now);

  private:
    void say(Utterance utterance, base::SteadyTime now);
    std::string language() const;

    Reader* reader_;
    bool on_ = false;
    int volume_ = 0;
    const screen::Catalogue* texts_ = nullptr;
    Utterance last_;
    bool awaited_ = false; ///< its end counts as a sign of a listener
};

} // namespace kiosk
