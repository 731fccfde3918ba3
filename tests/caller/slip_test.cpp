#include "caller/slip/slip.h"

#include "caller/slip/slip_printer.h"
#include "tests/caller/small_hall.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace caller;
using namespace std::chrono_literals;
using model::Slip;

namespace {

/// A small hall whose loan needs three papers, and the answer about ticket A011.
struct Bench {
    SmallHall small;
    model::Answer answer;

    Bench() {
        small.board.hall.languages = {"zh-Hans", "en"};
        small.board.hall.services.front().documents = {names("身份证", "身份證", "ID card"),
                                                       names("收入证明", "收入證明", "Proof of income"),
                                                       names("购房合同", "購房合同", "Purchase contract")};
        answer.ticket = small.waits("A011");
        answer.seq = 101;
    }
    std::optional<model::PrintJob> slip(const model::Command& command) const {
        return slip_for(small.board, command, answer);
    }
    std::string said(const model::Command& command) const {
        const auto saying = saying_for(small.board, command, answer);
        return saying ? saying->text : std::string();
    }
};

model::ParkTicket park(std::vector<int> missing = {1, 2}) {
    return {model::CounterId{3}, "Papers are missing", model::Parking::WithoutPapers, std::move(missing),
            "二楼档案室"};
}

} // namespace

TEST_CASE("Slip: who is set aside without papers is told which ones, and where to get them",
          "[caller][slip]") {
    Bench bench;
    bench.answer.ticket->language = "en";

    const auto slip = bench.slip(park());

    REQUIRE(slip);
    CHECK(slip->slip == Slip::Bring);
    CHECK(slip->number == "A011");
    CHECK(slip->language == "en");
    CHECK(slip->local_language == "zh-Hans");
    CHECK(slip->service.in("en") == "Housing loan");
    REQUIRE(slip->documents.size() == 2);
    CHECK(slip->documents[0].in("en") == "Proof of income");
    CHECK(slip->documents[1].in("zh-Hans") == "购房合同");
    CHECK(slip->documents[0].by_language().size() == 2);
    CHECK(slip->notice.in("en") == "二楼档案室");
    CHECK(slip->location.in("en") == "Counter 3, 1F, east hall");
    CHECK(slip->location.in("zh-Hans") == "3 号窗口 一楼东厅");
    CHECK_FALSE(slip->ahead);
    CHECK(slip->link.empty());
}

TEST_CASE("Slip: what was returned asks for a new number", "[caller][slip]") {
    const Bench bench;
    model::FinishService finish{model::CounterId{3}, std::string(model::kReturned), 0, {0}, {}};

    const auto slip = bench.slip(finish);

    REQUIRE(slip);
    CHECK(slip->slip == Slip::BringAnew);
    CHECK(slip->documents.size() == 1);
    CHECK(slip->notice.empty());
    finish.outcome = model::kAccepted;
    CHECK_FALSE(bench.slip(finish));
}

TEST_CASE("Slip: who is transferred is told the counter, or where the service is", "[caller][slip]") {
    Bench bench;
    const auto to_counter = bench.slip(
        model::TransferTicket{model::CounterId{3}, std::nullopt, model::CounterId{4}, "for staff"});
    REQUIRE(to_counter);
    CHECK(to_counter->slip == Slip::GoElsewhere);
    CHECK(to_counter->location.in("zh-Hans") == "4 号窗口 一楼西厅");
    CHECK(to_counter->notice.empty()); // the note is for the colleague

    bench.answer.ticket->service = model::ServiceId{"pension"};
    const auto to_service =
        bench.slip(model::TransferTicket{model::CounterId{3}, model::ServiceId{"pension"}, std::nullopt, {}});
    REQUIRE(to_service);
    CHECK(to_service->service.in("zh-Hans") == "养老保险");
    CHECK(to_service->location.in("zh-Hans") == "二楼");
}

TEST_CASE("Slip: nothing is printed or said for what was refused or sends nobody away", "[caller][slip]") {
    Bench bench;
    auto waiting = park();
    waiting.parking = model::Parking::Waiting;
    CHECK_FALSE(bench.slip(waiting));
    CHECK_FALSE(bench.slip(model::RecallTicket{model::CounterId{3}}));
    CHECK(bench.said(model::RecallTicket{model::CounterId{3}}).empty());

    bench.answer.refusal = model::Refusal::NobodyAtCounter;
    CHECK_FALSE(bench.slip(park()));
    CHECK(bench.said(park()).empty());
    bench.answer.refusal = model::Refusal::None;
    bench.answer.ticket.reset();
    CHECK_FALSE(bench.slip(park()));
}

TEST_CASE("Slip: documents that the service does not have are left out", "[caller][slip]") {
    const Bench bench;

    const auto slip = bench.slip(park({-1, 2, 3, 400}));

    REQUIRE(slip);
    REQUIRE(slip->documents.size() == 1);
    CHECK(slip->documents[0].in("zh-Hans") == "购房合同");
}

TEST_CASE("Slip: the same ticket's next slip is another job", "[caller][slip]") {
    Bench bench;
    const auto first = bench.slip(park())->job;
    bench.answer.seq = ~std::uint64_t{0};
    bench.small.board.store = ~std::uint64_t{0};
    bench.answer.ticket->id = model::TicketId{1'000'000'000};
    const auto second = bench.slip(park())->job;

    CHECK(first != second);
    CHECK(second.size() <= 64);
}

TEST_CASE("Slip: is said in the language of the ticket", "[caller][slip]") {
    Bench bench;
    CHECK(bench.said(park()) == "A011 号，请补齐以下材料：收入证明, 购房合同。");
    bench.answer.ticket->language = "en";
    CHECK(bench.said(park()) == "Ticket A011, please bring: Proof of income, Purchase contract.");
    const model::TransferTicket transfer{model::CounterId{3}, std::nullopt, model::CounterId{4}, {}};
    CHECK(bench.said(transfer) == "Ticket A011, please go to: Counter 4, 1F, west hall.");
    const std::string language = GENERATE("zh-Hant", "ja", "ko", "ru", "ar", "he", "es", "fr");
    bench.answer.ticket->language = language;
    CHECK(saying_for(bench.small.board, transfer, bench.answer)->language == language);
    CHECK_THAT(bench.said(transfer), !Catch::Contains("please") && Catch::Contains("A011"));
}

namespace {

/// A real printer process that prints into a folder, and the counter's side of it.
struct House {
    support::TemporaryFolder folder;
    base::SystemClock clock;
    zmq::context_t context;
    loop::Loop loop{clock};
    std::string endpoint = "ipc://" + (folder / "printer").string();
    std::optional<support::Process> printer;

    House() {
        for (const char* const name : {"printer-1", "caller-3"})
            wire::save_key_pair(folder / "keys", name, wire::make_key_pair());
    }
    void start() {
        printer.emplace(support::Launch{{support::program("jiaohao-printer"), "--device",
                                         "file:" + (folder / "out").string(), "--listen", endpoint, "--spool",
                                         (folder / "spool").string(), "--key",
                                         (folder / "keys/printer-1.key").string()}});
    }
    hall_link::PrintLine::Printer place() const {
        return {endpoint, folder / "keys/printer-1.pub", folder / "keys/caller-3.key"};
    }
    template <typename Condition>
    bool until(Condition condition) {
        const auto end = clock.steady() + 20s;
        while (!condition() && clock.steady() < end)
            loop.turn(5ms);
        return condition();
    }
    long papers() const {
        const auto out = folder / "out";
        if (!std::filesystem::exists(out))
            return 0;
        return std::ranges::count_if(std::filesystem::directory_iterator(out),
                                     [](const auto& file) { return file.path().extension() == ".png"; });
    }
};

} // namespace

TEST_CASE("SlipPrinter: a slip comes out", "[caller][slip]") {
    House house;
    house.start();
    SlipPrinter slips(house.loop, house.context, house.clock, house.place());

    slips.print(*Bench().slip(park()));

    CHECK(house.until([&] { return house.papers() == 1; }));
    CHECK_FALSE(slips.trouble());
}

TEST_CASE("SlipPrinter: a printer that is away is told once, and prints nothing when it is back",
          "[caller][slip]") {
    House house;
    SlipPrinter slips(house.loop, house.context, house.clock, house.place());
    slips.print(*Bench().slip(park()));
    REQUIRE(house.until([&] { return slips.trouble().has_value(); }));
    CHECK(slips.trouble()->number == "A011");
    CHECK(slips.trouble()->fault == model::PrintFault::Offline);

    house.start();
    const Bench other;
    auto next = *other.slip(park());
    int tries = 0; // until the printer has been heard of
    auto again = house.clock.steady();
    REQUIRE(house.until([&] {
        if (slips.trouble() && house.clock.steady() >= again) {
            next.job = "next-" + std::to_string(++tries);
            slips.print(next);
            again = house.clock.steady() + 300ms;
        }
        return house.papers() > 0;
    }));
    const auto end = house.clock.steady() + 1s;
    while (house.clock.steady() < end)
        house.loop.turn(5ms);

    CHECK(house.papers() == 1);
}
