#pragma once

#include <string>

namespace voice {

/// A shared library that is loaded when its first voice opens: the screens begin without waiting for it, and
/// a kiosk that nobody asks to speak never holds its pages. It stays until the process ends.
class LateLibrary {
  public:
    /// `file` as the loader knows it. Throws std::runtime_error with a sentence that names `package`.
    LateLibrary(const char* file, const char* package);

    /// Throws likewise when the library has no such function; its type is the header's:
    ///     library.function<decltype(espeak_Synth)>("espeak_Synth")
    template <typename Function>
    Function* function(const char* name) const {
        return reinterpret_cast<Function*>(find(name));
    }

  private:
    void* find(const char* name) const;

    std::string file_, package_;
    void* handle_;
};

} // namespace voice
