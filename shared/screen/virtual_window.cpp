#include "shared/screen/window.h"

#include <algorithm>

namespace screen {

void VirtualWindow::present(const Pixels& frame, std::span<const Rect> damage) {
    for (const Rect& rect : damage) {
        const Rect part = rect.intersection(frame.bounds()).intersection(shown_.bounds());
        for (int y = part.y; y < part.bottom(); ++y)
            std::copy_n(frame.row(y) + part.x, part.width, shown_.row(y) + part.x);
    }
}

void VirtualWindow::show(std::span<const Rect>) {}

void VirtualWindow::touch(Point at) {
    send(PointerEvent{Pointer::Down, at});
    send(PointerEvent{Pointer::Up, at});
}

} // namespace screen
