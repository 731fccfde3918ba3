#include "shared/voice/synth.h"

#include <catch2/catch.hpp>

using namespace voice;
using namespace std::chrono_literals;

namespace {

Phrase words(std::string text) {
    return {{Piece::Kind::Words, std::move(text)}};
}

} // namespace

TEST_CASE("Voice: every language of the kiosk has a voice that says its own words", "[voice]") {
    const std::vector<std::pair<std::string, std::string>> all{{"zh-Hans", "请选择您要办理的业务"},
                                                               {"zh-Hant", "請選擇您要辦理的業務"},
                                                               {"en", "Which service do you need?"},
                                                               {"ja", "ご用件をお選びください"},
                                                               {"ko", "필요한 업무를 선택하세요"},
                                                               {"ru", "Какая услуга вам нужна?"},
                                                               {"ar", "ما الخدمة التي تحتاجها؟"},
                                                               {"he", "איזה שירות דרוש לך?"},
                                                               {"es", "¿Qué servicio necesita?"},
                                                               {"fr", "De quel service avez-vous besoin ?"},
                                                               {"th", "คุณต้องการบริการใด"}};
    for (const auto& [language, text] : all) {
        CAPTURE(language);
        Pcm pcm = open_voice(language)->say(words(text));
        trim(pcm);
        CHECK(duration(pcm) > 700ms);
        CHECK(duration(pcm) < 8s);
        if (language != "en") { // which is flite's
            const std::string said = EspeakVoice(language).phonemes(words(text));
            UNSCOPED_INFO(said);
            CHECK_THAT(said, !Catch::Contains("(en)"));
        }
    }
}

TEST_CASE("Voice: kanji are read as Japanese, in the sense they have", "[voice]") {
    EspeakVoice voice("ja");

    CHECK(voice.phonemes(words("ご用件をお選びください")) ==
          voice.phonemes(words("ゴヨウケンヲオエラビクダサイ")));
    CHECK(voice.phonemes(words("約10分")) == voice.phonemes(words("ヤク10フン")));
    CHECK_THAT(voice.phonemes(words("用件")), Catch::StartsWith("jo"));
}

TEST_CASE("Voice: a language of a region speaks as its language does", "[voice]") {
    CHECK(EspeakVoice("fr-CA").phonemes(words("merci")) == EspeakVoice("fr").phonemes(words("merci")));
    CHECK_THROWS_WITH(EspeakVoice("tlh"), Catch::Contains("no voice tlh"));
}
