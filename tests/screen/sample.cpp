#include "tests/screen/sample.h"

#include "shared/screen/button.h"
#include "shared/screen/label.h"
#include "shared/screen/layout.h"
#include "shared/screen/marquee.h"
#include "shared/screen/picture.h"
#include "shared/screen/progress_dots.h"
#include "shared/screen/tile.h"

namespace support {

using namespace screen;

namespace {

struct Texts {
    const char *hall, *question, *hint, *fund, *fund_detail, *card, *card_detail, *medical, *medical_detail,
        *green, *green_detail, *badge, *back, *language, *notice;
};

Texts texts(const std::string& language) {
    if (language == "ar")
        return {"مركز الخدمات العامة",
                "كيف يمكننا مساعدتك؟",
                "يرجى لمس الخدمة التي تحتاجها",
                "صندوق الإسكان",
                "السحب، القروض، الشهادات",
                "بطاقة الضمان",
                "إصدار وتفعيل واستبدال",
                "التأمين الصحي",
                "التسجيل والتعويض",
                "القناة الخضراء",
                "لكبار السن وذوي الإعاقة",
                "\u2068 3\u2069 ينتظرون",
                "رجوع",
                "اللغة",
                "يُرجى إحضار بطاقة الهوية \u2068A023\u2069 (\u20683\u2069)"};
    if (language == "en")
        return {"Citizens’ Service Centre",
                "What can we do for you?",
                "Please touch the matter you came for",
                "Housing fund",
                "Withdrawals, loans, certificates",
                "Social security card",
                "Issue, activation, replacement",
                "Medical insurance",
                "Enrolment and reimbursement",
                "Green channel",
                "For elderly and disabled visitors, pregnant women and families with infants",
                "3 waiting",
                "Back",
                "Language",
                "Please have your identity card ready; photocopies are free of charge at counter 6."};
    return {"市民服务中心",
            "请问您要办理什么业务？",
            "请触摸您要办理的业务",
            "住房公积金",
            "提取、贷款、缴存证明",
            "社会保障卡",
            "申领、激活、补换卡",
            "医疗保险",
            "参保登记、费用报销",
            "绿色通道",
            "老年人、残疾人、孕妇及携带婴幼儿的办事群众",
            "3 人等候",
            "返回",
            "语言",
            "温馨提示：请您提前准备好身份证原件，复印件可在6号窗口免费复印。"};
}

} // namespace

std::unique_ptr<View> sample_page(const Look& look) {
    const Texts t = texts(look.language);
    const int space = look.theme.space;
    auto page = std::make_unique<Column>();

    auto& header = page->add<Panel>(Panel::Kind::Header);
    header.rounded = false;
    header.padding = Insets::of(5 * space, 3 * space);
    auto& line = header.add<Row>();
    line.gap = 2 * space;
    line.across = Across::Centre;
    line.add<IconView>("housing", &Colors::on_header);
    line.add<Label>(t.hall, &Theme::title, &Colors::on_header).grow = 1;
    line.add<Label>("14:32", &Theme::title, &Colors::on_header);

    auto& body = page->add<Column>();
    body.grow = 1;
    body.padding = Insets::all(5 * space);
    body.gap = 3 * space;
    body.add<Label>(t.question, &Theme::headline).set_shrinks(2);
    body.add<Label>(t.hint, &Theme::body, &Colors::text_quiet);
    auto& tiles = body.add<Grid>(2);
    tiles.gap = 3 * space;
    tiles.add<Tile>(t.fund, [] {}).set_icon("housing").set_detail(t.fund_detail).set_badge(t.badge);
    tiles.add<Tile>(t.card, [] {}).set_icon("social-card").set_detail(t.card_detail);
    tiles.add<Tile>(t.medical, [] {}).set_icon("medical").set_detail(t.medical_detail);
    tiles.add<Tile>(t.green, [] {})
        .set_icon("leaf")
        .set_detail(t.green_detail)
        .set_accent(&Colors::green_channel);

    auto& call = body.add<Panel>(Panel::Kind::Card);
    call.padding = Insets::all(3 * space);
    call.add<Label>("A023", &Theme::display, &Colors::call, Align::Centre);
    call.add<Marquee>(t.notice, &Theme::caption, &Colors::text_quiet);
    call.add<ProgressDots>();

    body.add<Spacer>();
    auto& foot = body.add<Row>();
    foot.gap = 2 * space;
    foot.add<Button>(t.back, [] {}).set_icon("back");
    foot.add<Spacer>();
    foot.add<Button>(t.language, [] {}, Tone::Quiet).set_icon("language");
    foot.add<Button>(t.green, [] {}, Tone::GreenChannel).set_icon("leaf");
    foot.add<Button>("OK", [] {}, Tone::Primary).set_icon("check");
    return page;
}

} // namespace support
