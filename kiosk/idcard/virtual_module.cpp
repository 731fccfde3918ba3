#include "kiosk/idcard/virtual_module.h"

#include "kiosk/idcard/card.h"
#include "shared/base/text.h"

#include <algorithm>
#include <utility>

namespace kiosk {

namespace {

constexpr unsigned kFindCommand = 0x20, kReadCommand = 0x30;
constexpr std::size_t kMostTaken = 10'000;
constexpr CardField kName{0, 30}, kSex{30, 2}, kGroup{32, 4}, kAddress{52, 70}, kAuthority{158, 30};

void put(std::vector<std::byte>& text, CardField field, std::string_view value) {
    std::size_t at = field.offset;
    for (const char32_t character : base::code_points(value)) {
        if (at == field.offset + field.size)
            return;
        text[at++] = static_cast<std::byte>(character & 0xFFU);
        text[at++] = static_cast<std::byte>(character >> 8U & 0xFFU);
    }
}

} // namespace

std::vector<std::byte> VirtualCard::text() const {
    std::vector<std::byte> text(kCardTextSize);
    for (std::size_t i = 0; i < text.size(); i += 2)
        text[i] = std::byte{' '};
    put(text, kName, "张样本");
    put(text, kSex, "2");
    put(text, kGroup, "01");
    put(text, kBirthDate, !birth_date.empty() || number.size() < 14 ? birth_date : number.substr(6, 8));
    put(text, kAddress, "样本市样本区样本路1号");
    put(text, kCitizenNumber, number);
    put(text, kAuthority, "样本市公安局样本分局");
    put(text, kValidFrom, valid_from);
    put(text, kValidUntil, valid_until);
    return text;
}

void VirtualModule::lay_on(VirtualCard card) {
    card_ = std::move(card);
    selected_ = false;
}

void VirtualModule::restart() {
    parser_.reset();
    selected_ = false;
    silent_ = false;
    planned_.clear();
}

void VirtualModule::answer_next(unsigned command, unsigned parameter, std::vector<std::byte> payload) {
    planned_.push_back({{command, parameter}, std::move(payload)});
}

void VirtualModule::fail_select(int times) {
    for (int i = 0; i < times; ++i)
        answer_next(kFindCommand, 0x02, status(0x81));
}

void VirtualModule::fail_read(int times) {
    for (int i = 0; i < times; ++i)
        answer_next(kReadCommand, 0x01, status(0x41));
}

std::vector<std::byte> VirtualModule::take(std::span<const std::byte> bytes) {
    std::vector<std::byte> answers;
    parser_.take(bytes, [&](std::span<const std::byte> payload) {
        const Request request{std::to_integer<unsigned>(payload[0]), std::to_integer<unsigned>(payload[1])};
        if (taken_.size() < kMostTaken)
            taken_.push_back(request);
        if (silent_)
            return;
        const auto frame = sdt_frame(answer(request));
        answers.insert(answers.end(), frame.begin(), frame.end());
    });
    return answers;
}

std::vector<std::byte> VirtualModule::answer(Request request) {
    const auto planned = std::ranges::find(planned_, request, &Planned::request);
    if (planned != planned_.end()) {
        auto payload = std::move(planned->payload);
        planned_.erase(planned);
        return payload;
    }
    const auto [command, parameter] = request;
    if (command == 0x11 && parameter == 0xFF)
        return status(0x90);
    if (command == kFindCommand && parameter == 0x01)
        return card_ && (!selected_ || finds_selected_) ? status(0x9F, 4) : status(0x80);
    if (command == kFindCommand && parameter == 0x02) {
        selected_ = card_.has_value();
        return selected_ ? status(0x90, 8) : status(0x81);
    }
    if (command == kReadCommand && parameter == 0x01)
        return card_ && selected_ ? read() : status(0x41);
    return status(0x21);
}

std::vector<std::byte> VirtualModule::read() const {
    auto payload = status(0x90);
    payload.reserve(payload.size() + 4 + kCardTextSize + kCardPhotoSize);
    for (const auto size : {kCardTextSize, kCardPhotoSize}) {
        payload.push_back(static_cast<std::byte>(size >> 8U));
        payload.push_back(static_cast<std::byte>(size & 0xFFU));
    }
    const auto text = card_->text();
    payload.insert(payload.end(), text.begin(), text.end());
    payload.resize(payload.size() + kCardPhotoSize, std::byte{0x5A});
    return payload;
}

int VirtualModule::requests(unsigned command, unsigned parameter) const {
    return static_cast<int>(std::ranges::count(taken_, Request{command, parameter}));
}

std::vector<std::byte> VirtualModule::status(unsigned code, std::size_t zeros) {
    std::vector<std::byte> payload(3 + zeros);
    payload[2] = static_cast<std::byte>(code);
    return payload;
}

} // namespace kiosk
