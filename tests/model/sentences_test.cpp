#include "shared/base/file.h"
#include "shared/model/explain.h"
#include "shared/model/preset.h"
#include "shared/model/refusal.h"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using model::Overtook;

namespace {

/// Every sentence that the model can say.
std::set<std::string> all_sentences() {
    std::set<std::string> all;
    for (int refusal = 0; refusal <= static_cast<int>(model::Refusal::ClerkElsewhere); ++refusal)
        all.emplace(model::sentence(static_cast<model::Refusal>(refusal)));
    for (const model::Preset& preset : model::presets())
        all.emplace(preset.sentence);

    model::Explanation waiting;
    waiting.guarantee = base::Duration(1);
    for (const Overtook how :
         {Overtook::Emergency, Overtook::Picked, Overtook::Credit, Overtook::EarlierEntry})
        waiting.passed_by.push_back({"A001", how, {}, 0, 0, {}});
    model::Explanation called;
    called.called_at = base::WallTime();
    model::Explanation picked = called;
    picked.picked = true;
    model::Explanation emergency = called;
    emergency.emergency = true;
    for (const auto& explanation : {waiting, called, picked, emergency})
        for (const model::Sentence& sentence : model::sentences(explanation))
            all.emplace(sentence.text);
    return all;
}

} // namespace

TEST_CASE("Sentences: every one is translated", "[model][sentences]") {
    const std::string language = GENERATE("zh_Hans", "zh_Hant");
    const std::string catalogue = base::read_file("assets/locale/" + language + "/model.po");

    const auto sentences = all_sentences();

    CHECK(sentences.size() > 40);
    for (const std::string& sentence : sentences) {
        INFO(language << ": " << sentence);
        CHECK(catalogue.find("\nmsgid \"" + sentence + "\"\nmsgstr \"") != std::string::npos);
        CHECK(catalogue.find("\nmsgid \"" + sentence + "\"\nmsgstr \"\"") == std::string::npos);
    }
}

TEST_CASE("Sentences: one says what to do, and ends as a sentence", "[model][sentences]") {
    for (const std::string& sentence : all_sentences()) {
        INFO(sentence);
        CHECK(sentence.ends_with('.'));
    }
}
