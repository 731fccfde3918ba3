#pragma once

#include <memory>
#include <string>

namespace voice {

/// Japanese as it is read: kanji become katakana. espeak-ng has no readings and would say "Chinese letter"
/// for each of them.
///
/// MeCab with its IPA dictionary; kana.cpp is the only file that includes mecab.h. Used from one thread.
class Kana {
  public:
    /// Throws std::runtime_error with a sentence when the dictionary is missing.
    Kana();
    Kana(Kana&&) noexcept;
    Kana& operator=(Kana&&) noexcept;
    ~Kana();

    /// What it does not know stays as it is written.
    std::string reading(const std::string& text);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace voice
