#include "tests/display/sample_board.h"

#include <chrono>

namespace support {

namespace {

using namespace std::chrono_literals;

model::Names names(const char* chinese, const char* english, const char* arabic) {
    return model::Names({{"zh-Hans", chinese}, {"en", english}, {"ar", arabic}});
}

struct ServiceRow {
    const char *id, *letter, *chinese, *english, *arabic;
    int waiting;
    base::Duration low, high;
};

const ServiceRow kServices[] = {
    {"withdrawal", "A", "公积金提取", "Fund withdrawal", "سحب رصيد الصندوق", 12, 21min, 38min},
    {"loan", "B", "公积金贷款", "Housing loan", "قرض السكن", 5, 12min, 24min},
    {"account", "C", "账户开立与转移", "Account and transfer", "الحساب والتحويل", 0, 0min, 2min},
    {"pension", "D", "养老保险", "Pension insurance", "تأمين التقاعد", 23, 45min, 80min},
    {"medical", "E", "医疗保险", "Medical insurance", "التأمين الصحي", 9, 16min, 28min},
    {"unemployment", "F", "失业保险", "Unemployment insurance", "تأمين البطالة", 2, 4min, 9min},
    {"card", "G", "社会保障卡", "Social security card", "بطاقة الضمان الاجتماعي", 31, 121min, 180min},
    {"certificate", "H", "证明打印", "Certificates", "طباعة الشهادات", 1, 0min, 0min},
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
        names("江城市住房公积金与社会保险服务中心", "Jiangcheng Housing Fund and Social Insurance Centre",
              "مركز صندوق الإسكان والتأمين الاجتماعي");
    board.hall.channels.push_back(
        {{"ordinary"}, names("普通", "Ordinary", "عادي"), {}, {}, false, false, {}, 1000, {}});
    board.hall.channels.push_back(
        {{"elderly"}, names("长者", "Elderly", "كبار السن"), {}, {}, true, false, {}, 2000, {}});
    std::uint64_t next = 1000;
    for (const ServiceRow& row : kServices) {
        model::Service service;
        service.id = {row.id};
        service.letter = row.letter;
        service.name = names(row.chinese, row.english, row.arabic);
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
        counter.location = id <= 3 ? names("一楼东厅", "1F east hall", "الطابق الأول، القاعة الشرقية")
                                   : names("一楼西厅", "1F west hall", "الطابق الأول، القاعة الغربية");
        board.hall.counters.push_back(counter);
        const auto state = id == 4   ? model::CounterState::Paused
                           : id == 6 ? model::CounterState::Closed
                                     : model::CounterState::Open;
        board.counters[{id}] = {{id}, state, {}, {}, board.now, {}, 0, {}, {}};
        if (state != model::CounterState::Closed)
            board.counters[{id}].clerk = {std::to_string(100 + id)};
    }
    board.counters[{4}].until = board.now + 18min + 20s;
    // Of counter 5 the hall knows the staff number alone.
    board.hall.staff = {{{"101"}, names("李敏", "Li Min", "لي مين")},
                        {{"102"}, names("王建国", "Wang Jianguo", "وانغ جيانغوو")},
                        {{"103"}, names("陈思思", "Chen Sisi", "تشن سيسي")},
                        {{"104"}, names("赵云", "Zhao Yun", "تشاو يون")}};
    board.notices = {
        names("办理提取业务请您带好身份证与银行卡。", "Please bring your identity card and bank card.",
              "يرجى إحضار بطاقة الهوية والبطاقة المصرفية."),
        names("自助打印证明请到一楼西侧。", "Certificates can be printed at the machines, 1F west.",
              "يمكن طباعة الشهادات ذاتيًا في الطابق الأول غربًا.")};
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
