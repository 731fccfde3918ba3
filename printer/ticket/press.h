#pragma once

#include "printer/escpos/commands.h"
#include "printer/profile.h"
#include "printer/ticket/house_letters.h"
#include "printer/ticket/template.h"
#include "printer/ticket/typist.h"
#include "shared/model/print.h"
#include "shared/screen/fonts.h"
#include "shared/screen/icons.h"

namespace printer {

/// Makes tickets for one printer: what the model can do, the paper in it, and the template.
class Press {
  public:
    struct Setup {
        Profile profile;
        Paper paper;
        Template look;
    };
    explicit Press(Setup setup);

    /// The bytes of a ticket: a picture, or text where the profile says so and the printer has all letters
    /// (else a picture, and why is in the log). `copy` marks one that was printed before.
    Sheet print(const model::PrintJob& job, bool copy);
    /// What the bytes look like on this paper.
    Bitmap proof(const Sheet& sheet);
    /// A page that shows all that the model can do, and how it does it.
    Sheet test_page();

    /// For another model.
    void change(Setup setup);

    const Profile& profile() const { return setup_.profile; }
    const Paper& paper() const { return setup_.paper; }
    LetterCase& letters() { return letters_; }

  private:
    Setup setup_;
    screen::Fonts fonts_;
    screen::Icons icons_;
    HouseLetters letters_{fonts_};
    Typist typist_;
};

} // namespace printer
