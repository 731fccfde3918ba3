#include "printer/ticket/page.h"

namespace printer {

Bitmap to_bitmap(const screen::Pixels& pixels) {
    Bitmap bitmap(pixels.width(), pixels.height());
    for (int y = 0; y < pixels.height(); ++y)
        for (int x = 0; x < pixels.width(); ++x) {
            const auto color = pixels.at({x, y});
            if (color.red * 3 + color.green * 6 + color.blue < 1280)
                bitmap.set(x, y);
        }
    return bitmap;
}

screen::Pixels to_pixels(const Bitmap& bitmap) {
    screen::Pixels pixels({bitmap.width(), bitmap.height()});
    for (int y = 0; y < bitmap.height(); ++y) {
        auto* const row = pixels.row(y);
        for (int x = 0; x < bitmap.width(); ++x)
            if (bitmap.at(x, y))
                row[x] = 0xff000000U;
    }
    return pixels;
}

} // namespace printer
