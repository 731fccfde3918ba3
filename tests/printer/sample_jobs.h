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
                             {"en", "Binjiang Housing Fund and Social Insurance Centre"}});
    job.service = model::Names(
        {{"zh-Hans", "住房公积金提取"}, {"zh-Hant", "住房公積金提取"}, {"en", "Housing fund withdrawal"}});
    job.channel = model::Names({{"zh-Hans", "老年人"}, {"zh-Hant", "長者"}, {"en", "Elderly"}});
    job.green = true;
    job.ahead = 12;
    job.wait = {model::RoundedWait::Kind::Between, 10, 20};
    job.location = model::Names({{"zh-Hans", "二楼 B区 3–6号窗口"},
                                 {"zh-Hant", "二樓 B區 3–6號窗口"},
                                 {"en", "2nd floor, zone B, counters 3–6"}});
    job.issued = base::WallTime(std::chrono::milliseconds(1772415660000)); // 2026-03-02 09:41 in Shanghai
    job.zone = "Asia/Shanghai";
    job.documents = {
        model::Names({{"zh-Hans", "本人身份证原件"},
                      {"zh-Hant", "本人身份證原件"},
                      {"en", "Identity card (original)"}}),
        model::Names({{"zh-Hans", "本人名下的一类银行卡"},
                      {"zh-Hant", "本人名下的一類銀行卡"},
                      {"en", "A class I bank card in your own name"}}),
        model::Names(
            {{"zh-Hans", "购房合同或不动产权证书，以及近六个月内的购房发票原件和复印件"},
             {"zh-Hant", "購房合約或不動產權證書，以及近六個月內的購房發票正本和影印本"},
             {"en", "Purchase contract or property certificate, with the invoice of the last six months "
                    "(original and copy)"}}),
    };
    job.link = "https://fund.example.cn/q/7HK2-9QXM-41TB";
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
