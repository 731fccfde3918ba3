#include "shared/voice/kana.h"

#include "shared/base/text.h"
#include "shared/voice/late_library.h"

#include <mecab.h>

#include <stdexcept>

namespace voice {

namespace {

constexpr const char* kDictionary = "-Oyomi -d /var/lib/mecab/dic/ipadic-utf8";

/// What is called of the library.
struct Mecab {
    LateLibrary library{"libmecab.so.2", "libmecab2"};
    decltype(&mecab_new2) open = library.function<decltype(mecab_new2)>("mecab_new2");
    decltype(&mecab_destroy) close = library.function<decltype(mecab_destroy)>("mecab_destroy");
    decltype(&mecab_sparse_tostr2) read =
        library.function<decltype(mecab_sparse_tostr2)>("mecab_sparse_tostr2");
};

const Mecab& mecab() {
    static const Mecab loaded;
    return loaded;
}

} // namespace

struct Kana::Inside {
    struct Close {
        void operator()(mecab_t* opened) const { mecab().close(opened); }
    };
    std::unique_ptr<mecab_t, Close> tagger;
};

Kana::Kana() : inside_(std::make_unique<Inside>()) {
    inside_->tagger.reset(mecab().open(kDictionary));
    if (!inside_->tagger)
        throw std::runtime_error("Japanese cannot be read: is the package mecab-ipadic-utf8 installed?");
}

Kana::Kana(Kana&&) noexcept = default;
Kana& Kana::operator=(Kana&&) noexcept = default;
Kana::~Kana() = default;

std::string Kana::reading(const std::string& text) {
    const char* const read = mecab().read(inside_->tagger.get(), text.data(), text.size());
    return read == nullptr ? text : std::string(base::trim(read));
}

} // namespace voice
