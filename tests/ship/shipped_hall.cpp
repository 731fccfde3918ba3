#include "tests/ship/shipped_hall.h"

#include "shared/ship/row.h"
#include "shared/ship/rows_to_events.h"
#include "shared/ship/schema.h"

#include <fmt/core.h>

namespace support {

ShippedHall::ShippedHall(std::string hall) : hall_(std::move(hall)) {
    ship::Line owner(city_.address());
    ship::bring_up_to_date(owner);
    ship::admit(owner, hall_, "owner");
    open_journal();
}

void ShippedHall::append(const std::vector<model::Event>& events) {
    journal_->begin();
    for (const model::Event& event : events)
        journal_->append(event);
    journal_->commit();
}

bool ShippedHall::ship_until(const std::function<bool()>& condition) {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    const ship::Shipper shipper(freight(), loop, clock);
    const auto end = clock.steady() + std::chrono::seconds(60);
    while (!condition()) {
        if (clock.steady() > end)
            return false;
        loop.turn(std::chrono::milliseconds(20));
    }
    return true;
}

bool ShippedHall::ship() {
    store::Reader journal(folder_ / store::kJournalFile);
    const std::uint64_t last = journal.last_seq();
    const auto own = fmt::format("hall = '{}' AND store = {}", hall_, journal.store());
    const std::uint64_t today = journal.first_of_day(journal.read(last, last + 1, 1).front().day);
    ship::Line line(city_.address());
    return ship_until([&] {
        const auto rows =
            line.run(fmt::format("SELECT coalesce(max(compared), 0), (SELECT coalesce(max(seq), 0) FROM "
                                 "jiaohao.event WHERE {}) FROM jiaohao.journal WHERE {}",
                                 own, own));
        return static_cast<std::uint64_t>(rows.number(0, 0)) >= today &&
               static_cast<std::uint64_t>(rows.number(0, 1)) == last;
    });
}

std::vector<model::Event> ShippedHall::shipped() const {
    ship::Line line(city_.address());
    const store::Reader reader(folder_ / store::kJournalFile);
    return ship::events_of(
        line.run(fmt::format("SELECT {} FROM jiaohao.event WHERE hall = '{}' AND store = {} ORDER BY seq",
                             ship::kColumns, hall_, reader.store())));
}

} // namespace support
