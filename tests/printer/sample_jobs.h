#pragma once

#include "shared/model/print.h"

#include <map>
#include <string>

namespace printer {

using Texts = std::map<std::string, std::string>;

/// A job with every field, as the demonstration hall would send it.
inline model::PrintJob full_job(std::string language = "zh-Hans") {
    model::PrintJob job;
    job.job = "k1-000017";
    job.number = "A017";
    job.language = std::move(language);
    job.local_language = "zh-Hans";
    job.hall = model::Names({{"zh-Hans", "滨江市住房公积金与社会保险服务中心"},
                             {"zh-Hant", "濱江市住房公積金與社會保險服務中心"},
                             {"en", "Binjiang Housing Fund and Social Insurance Centre"},
                             {"ja", "浜江市住宅積立金・社会保険サービスセンター"},
                             {"ko", "빈장시 주택적립금·사회보험 서비스센터"},
                             {"ru", "Центр жилищного фонда и социального страхования города Биньцзян"},
                             {"ar", "مركز خدمات صندوق الإسكان والتأمينات الاجتماعية في بينجيانغ"},
                             {"he", "מרכז השירות של קרן הדיור והביטוח הסוציאלי בינג׳יאנג"},
                             {"th", "ศูนย์บริการกองทุนที่อยู่อาศัยและประกันสังคมเมืองปินเจียง"}});
    job.service = model::Names({{"zh-Hans", "住房公积金提取"},
                                {"zh-Hant", "住房公積金提取"},
                                {"en", "Housing fund withdrawal"},
                                {"ja", "住宅積立金の引き出し"},
                                {"ko", "주택적립금 인출"},
                                {"ru", "Снятие средств жилищного фонда"},
                                {"ar", "السحب من صندوق الإسكان"},
                                {"he", "משיכה מקרן הדיור"},
                                {"th", "ถอนเงินกองทุนที่อยู่อาศัย"}});
    job.channel = model::Names({{"zh-Hans", "老年人"},
                                {"zh-Hant", "長者"},
                                {"en", "Elderly"},
                                {"ja", "ご高齢の方"},
                                {"ko", "어르신"},
                                {"ru", "Пожилые"},
                                {"ar", "كبار السن"},
                                {"he", "אזרחים ותיקים"},
                                {"th", "ผู้สูงอายุ"}});
    job.green = true;
    job.ahead = 12;
    job.wait = {model::RoundedWait::Kind::Between, 10, 20};
    job.location = model::Names({{"zh-Hans", "二楼 B区 3–6号窗口"},
                                 {"zh-Hant", "二樓 B區 3–6號窗口"},
                                 {"en", "2nd floor, zone B, counters 3–6"},
                                 {"ja", "2階 Bゾーン 3～6番窓口"},
                                 {"ko", "2층 B구역 3~6번 창구"},
                                 {"ru", "2-й этаж, зона B, окна 3–6"},
                                 {"ar", "الطابق الثاني، المنطقة B، الشبابيك 3–6"},
                                 {"he", "קומה 2, אזור B, אשנבים 3–6"},
                                 {"th", "ชั้น 2 โซน B ช่องบริการ 3–6"}});
    job.issued = base::WallTime(std::chrono::milliseconds(1772415660000)); // 2026-03-02 09:41 in Shanghai
    job.zone = "Asia/Shanghai";
    job.documents = {
        model::Names({{"zh-Hans", "本人身份证原件"},
                      {"zh-Hant", "本人身份證原件"},
                      {"en", "Identity card (original)"},
                      {"ja", "本人の身分証明書（原本）"},
                      {"ko", "본인 신분증 원본"},
                      {"ru", "Удостоверение личности (оригинал)"},
                      {"ar", "بطاقة الهوية (الأصل)"},
                      {"he", "תעודת זהות (מקור)"},
                      {"th", "บัตรประจำตัวประชาชนตัวจริง"}}),
        model::Names({{"zh-Hans", "本人名下的一类银行卡"},
                      {"zh-Hant", "本人名下的一類銀行卡"},
                      {"en", "A class I bank card in your own name"},
                      {"ja", "本人名義の一類銀行カード"},
                      {"ko", "본인 명의의 1종 은행 카드"},
                      {"ru", "Банковская карта I класса на ваше имя"},
                      {"ar", "بطاقة مصرفية من الفئة الأولى باسمك"},
                      {"he", "כרטיס בנק מסוג א׳ על שמך"},
                      {"th", "บัตรธนาคารประเภทหนึ่งในชื่อของท่าน"}}),
        model::Names(
            {{"zh-Hans", "购房合同或不动产权证书，以及近六个月内的购房发票原件和复印件"},
             {"zh-Hant", "購房合約或不動產權證書，以及近六個月內的購房發票正本和影印本"},
             {"en", "Purchase contract or property certificate, with the invoice of the last six months "
                    "(original and copy)"},
             {"ja", "住宅売買契約書または不動産権利証、および直近六か月以内の購入領収書（原本と写し）"},
             {"ko", "주택 매매 계약서 또는 부동산 등기증과 최근 6개월 이내의 구매 영수증(원본과 사본)"},
             {"ru", "Договор покупки или свидетельство о собственности и счёт за последние шесть месяцев "
                    "(оригинал и копия)"},
             {"ar", "عقد الشراء أو شهادة الملكية، مع فاتورة الأشهر الستة الأخيرة (الأصل ونسخة)"},
             {"he", "חוזה רכישה או תעודת בעלות, עם חשבונית מששת החודשים האחרונים (מקור והעתק)"},
             {"th", "สัญญาซื้อขายหรือหนังสือกรรมสิทธิ์ พร้อมใบแจ้งหนี้ภายในหกเดือนที่ผ่านมา ตัวจริงและสำเนา"}}),
    };
    job.link = "https://fund.example.cn/q/7HK2-9QXM-41TB";
    return job;
}

/// An information sheet with every field: the same service, to take home.
inline model::PrintJob sheet_job(std::string language = "zh-Hans") {
    const auto full = full_job(std::move(language));
    model::PrintJob job;
    job.job = "k1-sheet-000019";
    job.language = full.language;
    job.local_language = full.local_language;
    job.hall = full.hall;
    job.service = full.service;
    job.location = full.location;
    job.issued = full.issued;
    job.zone = full.zone;
    job.documents = full.documents;
    job.purpose =
        model::Names({{"zh-Hans", "购房、租房或偿还贷款时，提取本人账户内的住房公积金。"},
                      {"en", "Withdraw your own housing fund to buy or rent a home, or to repay a "
                             "loan for one."},
                      {"ar", "سحب أموال صندوق الإسكان الخاصة بك لشراء مسكن أو استئجاره أو لسداد قرضه."}});
    job.steps = {
        model::Names({{"zh-Hans", "在窗口提交材料，工作人员当场核对"},
                      {"en", "Hand in your documents at the counter, where our staff check them at once"},
                      {"ar", "قدّم مستنداتك عند الشباك، حيث يراجعها موظفونا فورًا"}}),
        model::Names({{"zh-Hans", "签署提取申请表"}, {"en", "Sign the application"}, {"ar", "وقّع الطلب"}}),
        model::Names({{"zh-Hans", "审批通过后，款项转入您的银行卡"},
                      {"en", "Once it is approved, the money is paid to your bank card"},
                      {"ar", "بعد الموافقة يُحوَّل المبلغ إلى بطاقتك المصرفية"}}),
    };
    job.basis =
        model::Names({{"zh-Hans", "《住房公积金管理条例》（国务院令第350号）第二十四条"},
                      {"en", "Regulations on the Housing Fund (State Council Decree 350), Article 24"},
                      {"ar", "لائحة إدارة صندوق الإسكان (مرسوم مجلس الدولة رقم 350)، المادة 24"}});
    job.fee = model::Names({{"zh-Hans", "不收费"}, {"en", "Free of charge"}, {"ar", "مجانًا"}});
    job.time_limit = model::Names({{"zh-Hans", "3个工作日"}, {"en", "3 working days"}, {"ar", "3 أيام عمل"}});
    job.hours = model::Names({{"zh-Hans", "周一至周五 09:00–12:00，13:30–17:00"},
                              {"en", "Mon–Fri 09:00–12:00, 13:30–17:00"},
                              {"ar", "من الاثنين إلى الجمعة 09:00–12:00، 13:30–17:00"}});
    return job;
}

/// As long as a text may be, with an end of its own.
inline std::string longest_text(const std::string& word, const std::string& end) {
    std::string text;
    while (text.size() + word.size() + end.size() <= 400)
        text += word;
    return text + end;
}

/// A sheet of nothing but longest texts, in two languages; the last step ends as it is told.
inline model::PrintJob longest_sheet(const std::string& hanzi_end, const std::string& latin_end) {
    const auto names = [](const std::string& hanzi, const std::string& latin) {
        return model::Names(
            {{"zh-Hans", longest_text("住房公积金", hanzi)}, {"en", longest_text("Housing fund ", latin)}});
    };
    const auto longest = names("末", "end");
    model::PrintJob job;
    job.job = "k1-sheet-longest";
    job.language = "en";
    job.local_language = "zh-Hans";
    job.hall = job.service = job.purpose = job.basis = job.fee = longest;
    job.time_limit = job.location = job.hours = job.notice = longest;
    job.documents.assign(20, longest);
    job.steps.assign(20, longest);
    job.steps.back() = names(hanzi_end, latin_end);
    return job;
}

/// A job with only what every job has.
inline model::PrintJob plain_job() {
    model::PrintJob job;
    job.job = "k1-000018";
    job.number = "B003";
    job.language = "zh-Hans";
    job.service = model::Names(Texts{{"zh-Hans", "社会保险查询"}});
    return job;
}

} // namespace printer
