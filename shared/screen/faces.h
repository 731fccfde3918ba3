#pragma once

#include "shared/screen/fonts.h"

#include <SDL_ttf.h>

#include <list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace screen {

/// The font files of the house and which of them has a character. Internal to Fonts.
class Faces {
  public:
    Faces();
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;
    ~Faces();

    /// Faces in the order they are asked for a character: numbers for open().
    std::span<const int> chain(std::string_view language);
    bool provides(int face, char32_t character);

    /// The last few dozen stay open. The pointer is good until the next call.
    TTF_Font* open(int face, Weight weight, int size);

  private:
    struct Close {
        void operator()(TTF_Font* font) const { TTF_CloseFont(font); }
    };
    struct Opened {
        std::tuple<int, Weight, int> what;
        std::unique_ptr<TTF_Font, Close> font;
    };

    std::map<std::string, std::vector<int>, std::less<>> chains_;
    std::map<int, std::unique_ptr<TTF_Font, Close>> for_coverage_;
    std::map<std::pair<int, char32_t>, bool> coverage_;
    std::list<Opened> opened_; // last used first
};

} // namespace screen
