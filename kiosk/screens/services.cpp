#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/words.h"
#include "shared/screen/tile.h"

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
        auto& tile = tiles.add<screen::Tile>(scene.name(service.name),
                                             [say = scene.say, id = service.id] { say(ServiceChosen{id}); });
        const std::string closed = closed_words(scene.texts, scene.board, service, scene.now);
        tile.set_icon(icon_or(service.icon, "document"))
            .set_detail(closed.empty() ? outlook_words(scene.texts, outlook(scene.board, service.id))
                                       : closed);
        if (!closed.empty()) // still to be touched: its page says what to bring
            tile.set_accent(&screen::Colors::text_quiet);
        scene.touch.name("service:" + service.id.value, tile);
    }
    return frame;
}

} // namespace kiosk
