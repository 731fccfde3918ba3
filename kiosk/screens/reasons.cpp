#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "shared/screen/tile.h"

namespace kiosk {

std::unique_ptr<screen::View> build_reasons(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 3);
    auto& body = frame->body();
    const auto* channel = model::find(scene.board.hall.channels, scene.flow.channel());
    add_question(body, scene, scene.texts.tr("What is it about?"),
                 channel != nullptr ? scene.name(channel->name) : std::string());
    if (channel == nullptr)
        return frame;
    auto& tiles = add_tiles(body, scene);
    for (const model::ClaimReason& reason : channel->reasons) {
        auto& tile = tiles.add<screen::Tile>(scene.name(reason.name),
                                             [say = scene.say, id = reason.id] { say(ReasonChosen{id}); });
        tile.set_icon(icon_or(reason.id, channel_icon_name(*channel).c_str()));
        if (channel->green)
            tile.set_accent(&screen::Colors::green_channel);
        scene.touch.name("reason:" + reason.id, tile);
    }
    return frame;
}

} // namespace kiosk
