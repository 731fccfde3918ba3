#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"

namespace kiosk {

std::unique_ptr<screen::View> build_services(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 1);
    auto& body = frame->body();
    const auto* group = model::find(scene.board.hall.groups, scene.flow.group());
    add_question(body, scene, scene.texts.tr("Which service do you need?"),
                 group != nullptr ? scene.name(group->name) : std::string());
    auto& tiles = add_tiles(body, scene);
    for (const model::Service& service : scene.board.hall.services) {
        if (service.group != scene.flow.group())
            continue;
        add_service_tile(tiles, scene, service);
    }
    return frame;
}

} // namespace kiosk
