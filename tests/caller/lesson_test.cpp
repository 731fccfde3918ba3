#include "caller/lesson.h"

#include "shared/base/file.h"
#include "shared/config/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace caller;

namespace {

const model::CounterId kThree{3};
const std::string kBox = "@0000:00:14.0/2", kOther = "1c4f:0002:K7";

Lesson begun(model::CounterId counter = {}, const std::string& preset = {}) {
    Lesson lesson(counter, preset);
    lesson.came(kBox, "left", std::nullopt);
    lesson.came(kOther, "right", kThree);
    return lesson;
}

} // namespace

TEST_CASE("Lesson: a key on a box and a counter's number bind it", "[caller][learn]") {
    auto lesson = begun();
    CHECK_FALSE(lesson.line("3").learned); // of which box?

    CHECK_THAT(lesson.key(kBox, key::kPlus).say, Catch::Contains("Which counter"));
    const auto outcome = lesson.line("3");

    CHECK(outcome.learned == LearnedBox{kBox, kThree, "numeric"});
    CHECK_THAT(outcome.say,
               Catch::Contains("device = \"@0000:00:14.0/2\"\ncounter = 3\npreset = \"numeric\""));
    CHECK_FALSE(lesson.line("4").learned); // it is over
}

TEST_CASE("Lesson: with the counter given a key is enough", "[caller][learn]") {
    auto lesson = begun(kThree, "rating");
    CHECK(lesson.key(kOther, button(1)).learned == LearnedBox{kOther, kThree, "rating"});
}

TEST_CASE("Lesson: the last box that was pressed counts, and one that goes is not asked about",
          "[caller][learn]") {
    auto lesson = begun();
    lesson.key(kBox, key::kLetterA);
    lesson.key(kOther, 0x1E);
    CHECK(lesson.key(kOther, 0x1E).say.empty()); // asked already
    CHECK(lesson.line("4").learned == LearnedBox{kOther, model::CounterId{4}, "five"});

    lesson.key(kBox, key::kLetterA);
    lesson.went(kBox);
    CHECK_FALSE(lesson.line("4").learned);
    CHECK(lesson.key(kBox, key::kLetterA).say.empty());
}

TEST_CASE("Lesson: Escape gives a keyboard back and binds nothing", "[caller][learn]") {
    auto lesson = begun(kThree);
    const auto outcome = lesson.key(kBox, key::kEscape);
    CHECK(outcome.give_back == kBox);
    CHECK_FALSE(outcome.learned);
}

TEST_CASE("Lesson: what is no counter binds nothing; q ends it", "[caller][learn]") {
    for (const auto* wrong : {"", "0", "10000", "-1", "three", "3 4"}) {
        auto lesson = begun();
        lesson.key(kBox, key::kPlus);
        CHECK_FALSE(lesson.line(wrong).learned);
        CHECK_FALSE(lesson.line("3").learned);
    }
    CHECK(begun().line("q").end);
}

TEST_CASE("LearnedBoxes: what was written is read, whatever a serial number holds", "[caller][learn]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "state" / "boxes.toml";
    CHECK(read_learned(file).empty());
    const std::vector<LearnedBox> boxes{{kBox, kThree, "numeric"},
                                        {"1c4f:0002:A\"B\\C #=[]", model::CounterId{4}, "rating"},
                                        {"1c4f:0002:序列号", model::CounterId{9999}, "twenty"}};

    write_learned(file, boxes);

    CHECK(read_learned(file) == boxes);
}

TEST_CASE("LearnedBoxes: a file that somebody spoilt is refused with its line", "[caller][learn]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "boxes.toml";
    for (const auto* wrong :
         {"[[box]]\ndevice = \"nothing\"\ncounter = 3\npreset = \"five\"\n",
          "[[box]]\ndevice = \"@1\"\ncounter = 0\npreset = \"five\"\n",
          "[[box]]\ndevice = \"@1\"\ncounter = 3\npreset = \"fifty\"\n", "[[box]]\ncounter = 3\n", "box"}) {
        base::write_file(file, wrong);
        CHECK_THROWS_AS(read_learned(file), config::Errors);
    }
}
