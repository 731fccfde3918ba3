#include "shared/screen/qr.h"

#include <qrencode.h>

#include <memory>

namespace screen {

std::optional<QrCode> make_qr(std::string_view text) {
    if (text.empty())
        return std::nullopt;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), bytes, 0, QR_ECLEVEL_M), QRcode_free);
    if (!code)
        return std::nullopt;
    QrCode made{code->width, {}};
    for (int i = 0; i < code->width * code->width; ++i)
        made.dark.push_back((code->data[i] & 1U) != 0);
    return made;
}

} // namespace screen
