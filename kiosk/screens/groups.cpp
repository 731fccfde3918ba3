#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/words.h"
#include "shared/screen/tile.h"

namespace kiosk {

namespace {

// The services by name: a visitor knows a matter, not the hall's order of things.
std::string services_of(const Scene& scene, const model::GroupId& group) {
    std::string all;
    for (const model::Service& service : scene.board.hall.services)
        if (service.group == group)
            all += (all.empty() ? "" : " · ") + scene.name(service.name);
    return all;
}

} // namespace

std::unique_ptr<screen::View> build_groups(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 1);
    auto& body = frame->body();
    add_question(body, scene, scene.texts.tr("What can we do for you?"));
    auto& tiles = add_tiles(body, scene);
    for (const model::Group& group : scene.board.hall.groups) {
        auto& tile = tiles.add<screen::Tile>(scene.name(group.name),
                                             [say = scene.say, id = group.id] { say(GroupChosen{id}); });
        tile.set_icon(icon_or(group.icon, "document")).set_detail(services_of(scene, group.id));
        scene.touch.name("group:" + group.id.value, tile);
    }
    return frame;
}

} // namespace kiosk
