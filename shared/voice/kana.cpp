#include "shared/voice/kana.h"

#include "shared/base/text.h"

#include <mecab.h>

#include <stdexcept>

namespace voice {

namespace {

constexpr const char* kDictionary = "-Oyomi -d /var/lib/mecab/dic/ipadic-utf8";

struct Close {
    void operator()(mecab_t* tagger) const { mecab_destroy(tagger); }
};

} // namespace

struct Kana::Inside {
    std::unique_ptr<mecab_t, Close> tagger;
};

Kana::Kana() : inside_(std::make_unique<Inside>()) {
    inside_->tagger.reset(mecab_new2(kDictionary));
    if (!inside_->tagger)
        throw std::runtime_error("Japanese cannot be read: is the package mecab-ipadic-utf8 installed?");
}

Kana::Kana(Kana&&) noexcept = default;
Kana& Kana::operator=(Kana&&) noexcept = default;
Kana::~Kana() = default;

std::string Kana::reading(const std::string& text) {
    const char* const read = mecab_sparse_tostr2(inside_->tagger.get(), text.data(), text.size());
    return read == nullptr ? text : std::string(base::trim(read));
}

} // namespace voice
