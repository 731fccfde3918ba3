#include "kiosk/reserve_line.h"

#include "kiosk/words.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/zone.h"
#include "shared/model/words.h"
#include "shared/screen/translations.h"

#include <algorithm>

namespace kiosk {

using model::Refusal;
using model::Verification;
using screen::msgid;

namespace {

using namespace std::chrono_literals;

constexpr base::Duration kReservePatience = 10s;
constexpr base::Duration kReserveAgain = 5s;
/// What was handed over is told again after a restart, and then counts once: it need not be noted at once.
constexpr std::size_t kNotedTogether = 32;
/// The token of no ticket.
constexpr const char* kNobodysToken = "0";

bool needs_staff(const model::Channel& channel) {
    return channel.verification == Verification::Staff || channel.verification == Verification::Age ||
           channel.emergency;
}

} // namespace

model::Answer answer_of(const Given& given, const model::Hall& hall) {
    model::Ticket ticket;
    ticket.number = given.over.number;
    ticket.service = given.over.service;
    ticket.language = given.over.language;
    ticket.issued = ticket.entry = ticket.since = given.over.at;
    const auto* channel = model::find(hall.channels, given.over.channel);
    if (channel != nullptr && !needs_staff(*channel))
        ticket.channel = channel->id;
    else if (!hall.channels.empty())
        ticket.channel = hall.channels.front().id;
    if (channel != nullptr && needs_staff(*channel)) {
        ticket.declared = channel->id;
        ticket.approval = model::Approval::Pending;
        ticket.claim = given.over.reason;
    }
    model::Answer answer;
    answer.ticket = std::move(ticket);
    return answer;
}

ReserveLine::ReserveLine(loop::Loop& loop, hall_link::Client& client, const base::Clock& clock,
                         const std::filesystem::path& folder, Listener& listener)
    : loop_(loop), client_(client), clock_(clock), listener_(listener), file_(folder / "reserve"),
      hall_(folder / "hall") {
    loop_.add(*this);
}

ReserveLine::~ReserveLine() {
    loop_.remove(*this);
}

// ---- giving ----

bool ReserveLine::current(base::WallTime now) const {
    const model::Board* board = hall_.board();
    if (board == nullptr || board->store != reserve().store() || board->day != reserve().day())
        return false;
    return base::Zone(board->hall.zone).service_day(now, board->hall.roll_over_hour) == board->day &&
           !is_after_hours(*board, now);
}

std::set<model::ServiceId> ReserveLine::services(base::WallTime now) const {
    std::set<model::ServiceId> services;
    if (!current(now))
        return services;
    for (const model::Service& service : hall_.board()->hall.services)
        if (reserve().left(service.id) > 0)
            services.insert(service.id);
    return services;
}

std::optional<model::Answer> ReserveLine::give(const Errand& errand, bool asked, base::WallTime now) {
    if (!current(now) || !errand.take.appointment.empty())
        return std::nullopt;
    const model::Hall& hall = hall_.board()->hall;
    const auto* service = model::find(hall.services, errand.take.service);
    const auto* channel = model::find(hall.channels, errand.take.channel);
    if (service == nullptr || reserve().left(service->id) == 0 ||
        (channel != nullptr && channel->verification == Verification::Booking))
        return std::nullopt;
    const auto give = [&](Reserve& reserve) {
        reserve.give(errand.session, errand.take, service->letter, now, wire::random_session());
        if (asked)
            reserve.doubt(errand.session, errand.request);
    };
    if (!change(give))
        return std::nullopt;
    work(); // the hall may be in reach, only too slow
    return given_to(errand);
}

std::optional<model::Answer> ReserveLine::given_to(const Errand& errand) const {
    const Given* given = reserve().given_for(errand.session);
    if (given == nullptr || hall_.board() == nullptr)
        return std::nullopt;
    return answer_of(*given, hall_.board()->hall);
}

void ReserveLine::doubt(const Errand& errand) {
    change([&](Reserve& reserve) { reserve.doubt(errand.session, errand.request); });
    work();
}

// ---- the hall ----

void ReserveLine::in_reach(const model::Board& board) {
    live_ = Live{board.store, board.day};
    lease_due_ = board.hall.rules.leased_numbers > 0;
    hall_.keep(board);
    work();
}

void ReserveLine::tick(base::SteadyTime) {
    again_at_.reset();
    work();
}

/// What is next; nothing while a command is on its way.
void ReserveLine::work() {
    if (!live_ || busy_ || again_at_ || !begun())
        return;
    if (!reserve().doubts().empty())
        settle(reserve().doubts().front());
    else if (!reserve().given().empty())
        hand_over(reserve().given().front());
    else if (lease_due_)
        lease();
}

/// The reserve is of the hall's present day, or is from now on.
bool ReserveLine::begun() {
    if (live_->store == reserve().store() && live_->day == reserve().day())
        return true;
    if (!change([&](Reserve& reserve) { reserve.begin(live_->store, live_->day, wire::random_session()); }))
        return false;
    for (const Lost& lost : reserve().lost())
        base::log_error("kiosk", "{} of another day or another hall was never handed over", lost.number);
    listener_.reserve_changed();
    return true;
}

// Whatever the hall did with the doubtful command it says again; if it did nothing, it will not do it later
// either, because its id is used up.
void ReserveLine::settle(const Doubt& doubt) {
    busy_ = true;
    client_.send_as(doubt.session, doubt.request, model::CancelTicket{{}, kNobodysToken}, kReservePatience,
                    [this, doubt](const Result& result) {
                        if (!came(result))
                            return;
                        if (result->ok() && result->ticket)
                            cancel(doubt, *result);
                        else
                            dismiss(doubt);
                    });
}

void ReserveLine::cancel(const Doubt& doubt, const model::Answer& answer) {
    busy_ = true;
    base::log_info("kiosk", "ticket {} was made for nobody; gives it back", answer.ticket->number);
    client_.send(model::CancelTicket{answer.ticket->id, answer.token}, kReservePatience,
                 [this, doubt](const Result& result) {
                     if (came(result))
                         dismiss(doubt);
                 });
}

void ReserveLine::dismiss(const Doubt& doubt) {
    const auto& doubts = reserve().doubts();
    if (!doubts.empty() && doubts.front() == doubt)
        change([](Reserve& reserve) { reserve.settle_doubt(); });
    work();
}

void ReserveLine::hand_over(const Given& given) {
    busy_ = true;
    client_.send_as(given.session, 1, given.over, kReservePatience, [this, given](const Result& result) {
        if (!came(result))
            return;
        if (!reserve().given().empty() && reserve().given().front() == given)
            heard(given, *result);
        work();
    });
}

void ReserveLine::heard(const Given& given, const model::Answer& answer) {
    const bool claims = !given.over.channel.value.empty() || !given.over.reason.empty();
    if (answer.ok() || answer.refusal == Refusal::NumberUsed) {
        gone();
    } else if (claims &&
               (answer.refusal == Refusal::UnknownChannel || answer.refusal == Refusal::BadRequest)) {
        base::log_warning("kiosk", "{} is handed over as an ordinary number: {} {}", given.over.number,
                          model::word(answer.refusal), answer.detail);
        change([](Reserve& reserve) { reserve.make_ordinary(wire::random_session()); });
    } else {
        base::log_error("kiosk", "the hall does not take {}, which a visitor holds: {} {}", given.over.number,
                        model::word(answer.refusal), answer.detail);
        change([](Reserve& reserve) { reserve.lose(); });
        listener_.reserve_changed();
    }
}

void ReserveLine::gone() {
    base::log_info("kiosk", "{} is handed over", reserve().given().front().over.number);
    const auto left = reserve().given().size() - 1;
    if (left % kNotedTogether == 0)
        change([](Reserve& reserve) { reserve.handed_over(); });
    else
        file_.note([](Reserve& reserve) { reserve.handed_over(); });
    if (left > 0)
        return;
    lease_due_ = true;
    listener_.reserve_changed();
}

void ReserveLine::lease() {
    busy_ = true;
    lease_due_ = false;
    const auto leased = [this, day = live_ ? live_->day : 0](const Result& result) {
        if (!came(result)) {
            lease_due_ = true;
            return;
        }
        if (!live_ || live_->day != day) { // a new day has begun meanwhile
            lease_due_ = true;
            return work();
        }
        if (result->ok())
            lease_due_ = !change([&](Reserve& reserve) { reserve.lease(*result); });
        else
            base::log_warning("kiosk", "the hall leases no numbers: {}", model::word(result->refusal));
        listener_.reserve_changed();
        work();
    };
    if (const auto& first = reserve().first_lease())
        client_.send_as(*first, 1, model::LeaseNumbers{}, kReservePatience, leased);
    else
        client_.send(model::LeaseNumbers{}, kReservePatience, leased);
}

bool ReserveLine::came(const Result& result) {
    busy_ = false;
    // Nothing was decided by these: a full disk, a device whose role is just being set right.
    if (result && result->refusal != Refusal::Overloaded && result->refusal != Refusal::NotAllowed)
        return true;
    again_at_ = clock_.steady() + kReserveAgain;
    return false;
}

template <typename Change>
bool ReserveLine::change(const Change& change) {
    try {
        file_.change(change);
        return true;
    } catch (const base::FileError& error) {
        base::log_error("kiosk", "cannot keep the reserve of numbers: {}", error.what());
        again_at_ = clock_.steady() + kReserveAgain;
        return false;
    }
}

std::optional<model::ReportDevice> ReserveLine::report() const {
    if (!reserve().lost().empty())
        return model::ReportDevice{
            {},
            model::DeviceState::Warning,
            msgid("Numbers that were given while the hall was out of reach could not be "
                  "handed over. The kiosk's log lists them.")};
    if (live_ && !reserve().given().empty())
        return model::ReportDevice{
            {},
            model::DeviceState::Warning,
            msgid("Numbers were given while the hall was out of reach. They are being handed over.")};
    return std::nullopt;
}

} // namespace kiosk
