#include "tests/display/sample_board.h"

#include <chrono>

namespace support {

namespace {

using namespace std::chrono_literals;

model::Names names(const char* chinese, const char* english) {
    return model::Names({{"zh-Hans", chinese}, {"en", english}});
}

struct ServiceRow {
    const char *id, *letter, *chinese, *english;
    int waiting;
    base::Duration low, high;
};

const ServiceRow kServices[] = {
    {"withdrawal", "A", "公积金提取", "Fund withdrawal", 12, 21min, 38min},
    {"loan", "B", "公积金贷款", "Housing loan", 5, 12min, 24min},
    {"account", "C", "账户开立与转移", "Account and transfer", 0, 0min, 2min},
    {"pension", "D", "养老保险", "Pension insurance", 23, 45min, 80min},
    {"medical", "E", "医疗保险", "Medical insurance", 9, 16min, 28min},
    {"unemployment", "F", "失业保险", "Unemployment insurance", 2, 4min, 9min},
    {"card", "G", "社会保障卡", "Social security card", 31, 121min, 180min},
    {"certificate", "H", "证明打印", "Certificates", 1, 0min, 0min},
};

} // namespace

model::Board sample_board() {
    model::Board board;
    board.store = 1;
    board.boot = 1;
    board.seq = 100;
    board.day = 20260302;
    board.now = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 2h + 26min + 40s;
    board.hall.name =
        names("江城市住房公积金与社会保险服务中心", "Jiangcheng Housing Fund and Social Insurance Centre");
    board.hall.channels.push_back(
        {{"ordinary"}, names("普通", "Ordinary"), {}, {}, false, false, {}, 1000, {}});
    board.hall.channels.push_back({{"elderly"}, names("长者", "Elderly"), {}, {}, true, false, {}, 2000, {}});
    std::uint64_t next = 1000;
    for (const ServiceRow& row : kServices) {
        model::Service service;
        service.id = {row.id};
        service.letter = row.letter;
        service.name = names(row.chinese, row.english);
        board.hall.services.push_back(service);
        board.outlooks.push_back({{row.id}, row.waiting, {row.low, row.high, row.high > 0min}});
        for (int i = 0; i < row.waiting; ++i) {
            model::Ticket ticket;
            ticket.id = {next++};
            ticket.service = {row.id};
            ticket.channel = {"ordinary"};
            ticket.entry = board.now - 10min;
            board.tickets[ticket.id] = ticket;
        }
    }
    for (int id = 1; id <= 6; ++id) {
        model::Counter counter;
        counter.id = {id};
        counter.location = id <= 3 ? names("一楼东厅", "1F east hall") : names("一楼西厅", "1F west hall");
        board.hall.counters.push_back(counter);
        const auto state = id == 4   ? model::CounterState::Paused
                           : id == 6 ? model::CounterState::Closed
                                     : model::CounterState::Open;
        board.counters[{id}] = {{id}, state, {}, {}, board.now, {}, 0, {}, {}};
    }
    board.notices = {
        names("办理提取业务请您带好身份证与银行卡。", "Please bring your identity card and bank card."),
        names("自助打印证明请到一楼西侧。", "Certificates can be printed at the machines, 1F west.")};
    const auto serving = [&](std::uint64_t ticket, int counter, const char* number, base::Duration ago) {
        happen(board, model::EventKind::TicketCalled, ticket, counter, number);
        happen(board, model::EventKind::ServiceStarted, ticket, counter);
        board.tickets[{ticket}].since = board.now - ago;
    };
    serving(1, 1, "A019", 9min);
    serving(2, 2, "B011", 7min);
    serving(3, 5, "A020", 4min);
    return board;
}

model::Update happen(model::Board& board, model::EventKind kind, std::uint64_t ticket, int counter,
                     std::string number) {
    model::Update update;
    update.event.seq = board.seq + 1;
    update.event.kind = kind;
    update.event.at = board.now;
    update.event.ticket = {ticket};
    update.event.counter = {counter};

    model::Ticket changed = board.tickets[{ticket}];
    changed.id = {ticket};
    if (!number.empty())
        changed.number = std::move(number);
    if (changed.channel.value.empty())
        changed.channel = {"ordinary"};
    changed.counter = model::CounterId{counter};
    changed.since = board.now;
    switch (kind) {
    case model::EventKind::ServiceStarted:
        changed.state = model::TicketState::Serving;
        break;
    case model::EventKind::ServiceFinished:
        changed.state = model::TicketState::Finished;
        break;
    case model::EventKind::TicketNoShow:
        changed.state = model::TicketState::NoShow;
        break;
    default:
        changed.state = model::TicketState::Called;
    }
    update.tickets.push_back(changed);
    model::CounterStatus status = board.counters[{counter}];
    status.id = {counter};
    status.ticket.reset();
    if (changed.state == model::TicketState::Called || changed.state == model::TicketState::Serving)
        status.ticket = model::TicketId{ticket};
    update.counters.push_back(status);
    model::apply(board, update);
    return update;
}

} // namespace support
