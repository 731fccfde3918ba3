#include "sample_hall.h"

namespace sample {

namespace {

using namespace std::chrono_literals;

model::Names names(std::string hans, std::string hant, std::string english) {
    return model::Names(
        {{"zh-Hans", std::move(hans)}, {"zh-Hant", std::move(hant)}, {"en", std::move(english)}});
}

model::Channel channel(const char* id, model::Names name, model::Names who, model::Verification how,
                       bool green) {
    model::Channel channel;
    channel.id = {id};
    channel.name = std::move(name);
    channel.who = std::move(who);
    channel.verification = how;
    channel.green = green;
    return channel;
}

model::Service service(const char* id, const char* group, const char* letter, const char* icon,
                       model::Names name, model::Names purpose) {
    model::Service service;
    service.id = {id};
    service.group = {group};
    service.letter = letter;
    service.icon = icon;
    service.name = std::move(name);
    service.purpose = std::move(purpose);
    service.documents = {
        names("居民身份证原件", "居民身份證原件", "Resident identity card"),
        names("本人银行储蓄卡", "本人銀行儲蓄卡", "A bank card in your own name"),
        names("购房合同或不动产权证书", "購房合同或不動產權證書", "Contract of sale or title deed")};
    return service;
}

void add_services(model::Hall& hall) {
    hall.groups = {
        {{"housing"}, names("住房公积金", "住房公積金", "Housing fund"), "housing"},
        {{"social"}, names("社会保险", "社會保險", "Social insurance"), "social-card"},
        {{"other"}, names("咨询与综合业务", "諮詢與綜合業務", "Advice and other matters"), "question"}};
    hall.services = {
        service("housing-withdraw", "housing", "A", "withdrawal",
                names("公积金提取", "公積金提取", "Withdrawal"),
                names("购房、租房、退休等情形提取您账户中的住房公积金。",
                      "購房、租房、退休等情形提取您帳戶中的住房公積金。",
                      "Draw money from your housing fund, for a purchase, a rent or a retirement.")),
        service("housing-loan", "housing", "B", "loan", names("公积金贷款", "公積金貸款", "Housing loan"),
                names("申请住房公积金个人住房贷款。", "申請住房公積金個人住房貸款。",
                      "Apply for a housing-fund loan.")),
        service("housing-account", "housing", "C", "certificate",
                names("账户与缴存", "帳戶與繳存", "Account and deposits"),
                names("开户、转移、缴存证明。", "開戶、轉移、繳存證明。",
                      "Open or move an account, certificates.")),
        service("pension", "social", "D", "pension", names("养老保险", "養老保險", "Pension insurance"),
                names("参保、转移与待遇。", "參保、轉移與待遇。", "Joining, transfers and benefits.")),
        service("medical", "social", "E", "medical", names("医疗保险", "醫療保險", "Medical insurance"),
                names("参保与报销。", "參保與報銷。", "Joining and reimbursements.")),
        service("advice", "other", "F", "question", names("业务咨询", "業務諮詢", "Advice"),
                names("不确定办什么？我们来帮您。", "不確定辦什麼？我們來幫您。",
                      "Not sure? We will help you."))};
}

void add_channels(model::Hall& hall) {
    using model::Verification;
    hall.channels = {
        channel("ordinary", names("普通", "普通", "Ordinary"), {}, Verification::None, false),
        channel("elderly", names("老年人", "長者", "Elderly"),
                names("60周岁及以上", "60周歲及以上", "60 years and older"), Verification::Declared, true),
        channel("disabled", names("残障人士", "殘障人士", "With a disability"),
                names("行动不便或需要协助", "行動不便或需要協助", "If moving or waiting is hard for you"),
                Verification::Declared, true),
        channel(
            "pregnant", names("孕妇或带婴幼儿", "孕婦或帶嬰幼兒", "Pregnant or with an infant"),
            names("怀孕或携带3岁以下幼儿", "懷孕或攜帶3歲以下幼兒", "Expecting, or with a child under three"),
            Verification::Declared, true),
        channel("urgent", names("紧急事项", "緊急事項", "Urgent matter"),
                names("期限就在今天等急办事项", "期限就在今天等急辦事項", "A deadline today and the like"),
                Verification::Staff, true),
        channel("appointment", names("已预约", "已預約", "I have an appointment"),
                names("凭预约码取号", "憑預約碼取號", "With the code of your appointment"),
                Verification::Booking, false)};
    hall.channels[4].reasons = {
        {"medical", names("就医急用", "就醫急用", "Needed for medical treatment")},
        {"travel", names("当天须赶车船航班", "當天須趕車船航班", "A train or flight today")},
        {"deadline", names("期限就在今天", "期限就在今天", "A deadline today")}};
}

} // namespace

base::WallTime now() {
    return std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 2h + 24min;
}

model::Board board() {
    model::Board board;
    board.store = 42;
    board.now = now();
    model::Hall& hall = board.hall;
    hall.name = names("江城市民服务中心", "江城市民服務中心", "Jiangcheng Citizens' Service Centre");
    hall.languages = {"zh-Hans", "zh-Hant", "en"};
    add_services(hall);
    add_channels(hall);
    const auto east = names("一楼东厅", "一樓東廳", "1F, east hall");
    hall.counters = {{{1}, east, {{"housing-withdraw"}, {"housing-loan"}}, {}},
                     {{2}, east, {{"housing-withdraw"}}, {}}};
    int waiting = 0;
    for (const model::Service& service : hall.services) {
        const auto low = std::chrono::minutes(3 * waiting);
        board.outlooks.push_back({service.id, waiting, {low, low + 9min, true}});
        waiting = (waiting + 4) % 7;
    }
    board.notices = {names("今日12:00至13:00照常办理业务。", "今日12:00至13:00照常辦理業務。",
                           "We also serve you from 12:00 to 13:00 today.")};
    return board;
}

model::Answer answer(const std::string& channel, const std::string& language) {
    model::Answer answer;
    answer.seq = 7;
    answer.ahead = 4;
    answer.forecast = {8min, 19min, true};
    model::Ticket ticket;
    ticket.id = {17};
    ticket.number = "A023";
    ticket.service = {"housing-withdraw"};
    ticket.channel = {channel};
    ticket.language = language;
    ticket.issued = ticket.entry = ticket.since = now();
    answer.ticket = ticket;
    return answer;
}

model::Answer refused(model::Refusal why, std::string detail) {
    model::Answer answer;
    answer.refusal = why;
    answer.detail = std::move(detail);
    return answer;
}

} // namespace sample
