#include "printer/ticket/dither.h"

#include <algorithm>
#include <vector>

namespace printer {
namespace {

constexpr int kWhite = 255;
constexpr int kMiddle = 128;

// Bayer's pattern: 0 to 63, each once, far from its neighbours.
int threshold(int x, int y) {
    const auto spread = [](unsigned a, unsigned b) {
        unsigned value = 0;
        for (unsigned bit = 0; bit < 3; ++bit)
            value = value << 2U | ((a >> bit & 1U) ^ (b >> bit & 1U)) << 1U | (b >> bit & 1U);
        return value;
    };
    return static_cast<int>(spread(static_cast<unsigned>(x) & 7U, static_cast<unsigned>(y) & 7U) * 4U + 2U);
}

int brightness(screen::Color color) {
    const int grey = (color.red * 3 + color.green * 6 + color.blue) / 10;
    return (grey * color.alpha + kWhite * (255 - color.alpha)) / 255;
}

std::size_t index(int x, int y, int width) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
}

std::vector<int> greys_of(const screen::Pixels& picture) {
    std::vector<int> greys;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            greys.push_back(brightness(picture.at({x, y})));
    return greys;
}

// 7 sixteenths ahead, 3, 5 and 1 in the next row; every other row from the right, so that no worms appear.
void diffuse(std::vector<int>& greys, int width, int height, Bitmap& dots) {
    const auto pass = [&](int x, int y, int amount) {
        if (x >= 0 && x < width && y < height)
            greys[index(x, y, width)] += amount;
    };
    for (int y = 0; y < height; ++y) {
        const int step = y % 2 == 0 ? 1 : -1;
        for (int i = 0; i < width; ++i) {
            const int x = step > 0 ? i : width - 1 - i;
            const int grey = greys[index(x, y, width)];
            const bool black = grey < kMiddle;
            if (black)
                dots.set(x, y);
            const int left = grey - (black ? 0 : kWhite);
            pass(x + step, y, left * 7 / 16);
            pass(x - step, y + 1, left * 3 / 16);
            pass(x, y + 1, left * 5 / 16);
            pass(x + step, y + 1, left / 16);
        }
    }
}

} // namespace

Bitmap dithered(const screen::Pixels& picture, Dither how) {
    Bitmap dots(picture.width(), picture.height());
    auto greys = greys_of(picture);
    if (how == Dither::Diffusion) {
        diffuse(greys, picture.width(), picture.height(), dots);
        return dots;
    }
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (greys[index(x, y, picture.width())] < (how == Dither::Ordered ? threshold(x, y) : kMiddle))
                dots.set(x, y);
    return dots;
}

screen::Pixels resized(const screen::Pixels& picture, screen::Size size) {
    screen::Pixels out(size);
    const auto edge = [](int at, int from, int to) { return at * from / to; };
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const int left = edge(x, picture.width(), size.width),
                      top = edge(y, picture.height(), size.height);
            const int right = std::max(left + 1, edge(x + 1, picture.width(), size.width));
            const int bottom = std::max(top + 1, edge(y + 1, picture.height(), size.height));
            long sum = 0;
            for (int from_y = top; from_y < bottom; ++from_y)
                for (int from_x = left; from_x < right; ++from_x)
                    sum += brightness(picture.at({from_x, from_y}));
            const auto mean = static_cast<std::uint32_t>(sum / ((right - left) * (bottom - top)));
            out.row(y)[x] = 0xff000000U | mean << 16U | mean << 8U | mean;
        }
    return out;
}

} // namespace printer
