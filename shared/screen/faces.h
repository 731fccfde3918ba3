#pragma once

#include "shared/screen/font_file.h"
#include "shared/screen/fonts.h"

#include <SDL_ttf.h>

#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace screen {

/// The font files of the house and which of them has a character. Internal to Fonts.
class Faces {
  public:
    /// `hinting` is SDL_ttf's.
    explicit Faces(int hinting = TTF_HINTING_LIGHT_SUBPIXEL);
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;
    ~Faces();

    /// Faces in the order they are asked for a character: numbers for open().
    std::span<const int> chain(std::string_view language);
    /// `weight` is what it is to be drawn in: hanzi are the same in both, and one font less is opened.
    bool provides(int face, char32_t character, Weight weight = Weight::Regular);

    /// Of the collection that has the hanzi.
    static bool is_hanzi(int face);

    /// The pointer is good until the next call: there is one font a file, it changes its size, and those that
    /// were not used for longest are closed.
    TTF_Font* open(int face, Weight weight, int size);
    /// How many fonts are open. Each holds the tables of its file.
    std::size_t opened() const;
    static constexpr std::size_t kMostOpened = 10;

    /// Gives the files' pages back to the system, which reads them again when they are needed.
    void forget();

  private:
    struct Close {
        void operator()(TTF_Font* font) const { TTF_CloseFont(font); }
    };
    struct Opened {
        std::unique_ptr<TTF_Font, Close> font; ///< null: this machine has none
        int size = 0;
        std::size_t used = 0; ///< when, in calls
    };
    Opened& opened(int face, Weight weight);
    TTF_Font* open_file(int face, Weight weight);
    void close_oldest();

    int hinting_;
    std::map<std::string, std::vector<int>, std::less<>> chains_;
    std::map<std::pair<int, char32_t>, bool> coverage_;
    std::map<std::string, FontFile, std::less<>> files_; ///< outlive the fonts that read in them
    std::map<std::pair<int, Weight>, Opened> opened_;
    std::size_t calls_ = 0;
};

} // namespace screen
