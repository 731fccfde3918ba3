#include "shared/ship/shipper.h"

#include "shared/base/day.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/config/hall_config.h"
#include "shared/ship/row.h"
#include "shared/wire/codec.h"

#include <array>
#include <cstring>

namespace ship {

namespace {

constexpr std::size_t kBatch = 4000;     ///< events a transaction
constexpr std::uint64_t kStretch = 5000; ///< numbers compared at a time
constexpr auto kLook = std::chrono::milliseconds(250);
constexpr auto kBeat = std::chrono::seconds(10);
constexpr auto kSayAgain = std::chrono::minutes(10);
constexpr std::uint64_t kWorthSaying = 1000; ///< events of a backlog

double chance() {
    std::array<std::byte, 4> bytes{};
    base::fill_random(bytes);
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data(), bytes.size());
    return static_cast<double>(number) / static_cast<double>(UINT32_MAX);
}

bool same(model::Event ours, model::Event theirs) {
    // What people wrote may be forgotten on one side and not yet on the other one.
    for (model::Event* event : {&ours, &theirs}) {
        event->language.clear();
        event->reason.clear();
        event->note.clear();
    }
    return ours == theirs;
}

std::uint64_t more(std::uint64_t one, std::uint64_t other) {
    return one > other ? one - other : 0;
}

} // namespace

Shipper::Shipper(Freight freight, loop::Loop& loop, const base::Clock& clock)
    : freight_(std::move(freight)), loop_(loop), clock_(clock), source_(freight_.state),
      next_(clock.steady()), behind_since_(next_), last_beat_(next_) {
    loop_.add(*this);
}

Shipper::~Shipper() {
    loop_.remove(*this);
}

void Shipper::tick(base::SteadyTime now) {
    if (now < next_)
        return;
    try {
        turn();
        trouble_.clear();
        backoff_.reset();
    } catch (const Interrupted&) {
        city_.reset(); // the loop reads the signal next
    } catch (const store::DatabaseError& error) {
        source_.close(); // opening it reads all of it, to see that it is whole: not for the city's troubles
        stay_away(error.what());
    } catch (const std::exception& error) {
        stay_away(error.what());
    }
}

void Shipper::stay_away(const std::string& why) {
    const auto now = clock_.steady();
    const base::Duration wait = backoff_.next(chance());
    if (why != trouble_ || now - trouble_said_ >= kSayAgain) {
        base::log_warning(
            "ship", "nothing reaches the city for now: {}; the hall goes on, and it is tried again", why);
        trouble_ = why;
        trouble_said_ = now;
    }
    city_.reset();
    comparing_.reset();
    is_level_ = false;
    next_ = now + wait;
}

void Shipper::turn() {
    store::Reader& journal = source_.reader();
    if (!city_ || joined_ != source_.openings())
        join(journal);
    if (ship_some(journal)) {
        next_ = clock_.steady(); // there may be more
        return;
    }
    if (!is_level_)
        say_level();
    next_ = clock_.steady() + (comparing_ ? base::Duration::zero() : base::Duration(kLook));
    look_after(journal);
}

void Shipper::join(store::Reader& journal) {
    comparing_.reset();
    city_.reset(); // its connection first
    city_.emplace(freight_.city, freight_.hall, journal.store());
    check_same(journal);
    joined_ = source_.openings();
    new_day_ = true;
    described_ = {};
    is_level_ = false;
    shipped_ = 0;
    behind_since_ = clock_.steady();
    base::log_info("ship", "{} ships its journal {} to {}; {} events are there, {} to come", freight_.hall,
                   journal.store(), city_->line().place(), city_->last(),
                   more(journal.last_seq(), city_->last()));
}

/// An old copy put back by hand keeps its name and goes another way from there: the city must not mix the
/// two.
void Shipper::check_same(store::Reader& journal) {
    const auto there = city_->last_event();
    if (there.empty())
        return;
    const std::uint64_t seq = there.front().seq;
    const auto here = journal.read(seq, seq + 1, 1);
    if (journal.last_seq() < seq || (!here.empty() && !same(shippable(here.front()), there.front())))
        throw CityError(fmt::format(
            "the city's copy of the journal {} goes on to event {} in another way than this hall's; an old "
            "copy was "
            "put back by hand, and needs a name of its own: please restore it by the program's own command",
            journal.store(), seq));
}

bool Shipper::ship_some(store::Reader& journal) {
    const auto events = journal.read(city_->last() + 1, INT64_MAX, kBatch);
    if (events.empty())
        return false;
    if (city_->put(events, [this] { return source_.is_steady(); })) {
        shipped_ += events.size();
        last_beat_ = clock_.steady();
        for (const model::Event& event : events)
            new_day_ = new_day_ || event.kind == model::EventKind::DayBegan;
        // Level all the while, as far as anybody can see: these came a moment ago.
        if (is_level_ && events.size() < kBatch)
            return false;
    }
    return true;
}

void Shipper::say_level() {
    is_level_ = true;
    const auto took = std::chrono::duration_cast<base::Duration>(clock_.steady() - behind_since_);
    if (shipped_ >= kWorthSaying)
        base::log_info("ship", "the city has everything: {} events in {:.1f} s", shipped_,
                       static_cast<double>(took.count()) / 1000);
    shipped_ = 0;
}

/// What has time: only when nothing waits to be shipped.
void Shipper::look_after(store::Reader& journal) {
    if (clock_.steady() - last_beat_ >= kBeat || described_ == std::filesystem::file_time_type{})
        beat();
    if (comparing_)
        compare_some(journal);
    else if (new_day_)
        begin_comparing(journal);
}

void Shipper::beat() {
    describe();
    in_company_ = city_->beat() ? 0 : in_company_ + 1;
    if (in_company_ == 2) // once may be a restored backup, which takes the place of another journal
        base::log_warning(
            "ship",
            "another machine ships a journal as {}, too; please give each hall an id and a login "
            "of its own",
            freight_.hall);
    last_beat_ = clock_.steady();
}

void Shipper::describe() {
    if (freight_.config.empty()) {
        described_ = std::filesystem::file_time_type::min();
        return;
    }
    std::error_code error;
    const auto changed = std::filesystem::last_write_time(freight_.config, error);
    if (error || changed == described_)
        return;
    described_ = changed;
    try {
        model::Board board;
        board.hall = config::read_hall(freight_.config);
        const std::string own = board.hall.languages.empty() ? "" : board.hall.languages.front();
        city_->describe(wire::encode(board), std::string(board.hall.name.in(own)));
    } catch (const config::Errors& errors) {
        base::log_warning("ship", "{}; the city's reports go on with what the file said before",
                          errors.what());
    }
}

void Shipper::begin_comparing(store::Reader& journal) {
    new_day_ = false;
    const auto last = journal.read(city_->last(), city_->last() + 1, 1);
    if (last.empty())
        return;
    const std::uint64_t today = journal.first_of_day(last.front().day);
    if (today <= city_->compared())
        return;
    comparing_ = Comparing{std::max<std::uint64_t>(city_->first(), 1), today, 0};
}

void Shipper::compare_some(store::Reader& journal) {
    if (comparing_->from >= comparing_->end) {
        end_comparing();
        return;
    }
    const std::uint64_t from = comparing_->from, end = std::min(from + kStretch, comparing_->end);
    const store::Tally here = journal.tally(from, end), there = city_->tally(from, end);
    if (here != there) {
        const auto kept = journal.read(from, end, kStretch);
        if (!source_.is_steady())
            return;
        city_->replace(from, end, kept);
        comparing_->gone += more(there.events, here.events) + more(there.languages, here.languages) +
                            more(there.reasons, here.reasons) + more(there.notes, here.notes);
    }
    comparing_->from = end;
}

void Shipper::end_comparing() {
    int first_kept = 0;
    if (!freight_.config.empty()) {
        const int days = config::read_hall(freight_.config).retention.events;
        const auto newest = city_->last_event();
        if (days > 0 && !newest.empty())
            first_kept = base::add_days(newest.front().day, -days);
    }
    if (city_->forget_older(first_kept))
        return; // another part in the next turn
    city_->set_compared(comparing_->end);
    if (comparing_->gone > 0)
        base::log_info("ship", "the city has forgotten what the hall has: {} events and texts",
                       comparing_->gone);
    comparing_.reset();
}

} // namespace ship
