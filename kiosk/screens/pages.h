#pragma once

#include "kiosk/scene.h"

// One file each; build_page() chooses.
namespace kiosk {

std::unique_ptr<screen::View> build_welcome(const Scene& scene);
std::unique_ptr<screen::View> build_groups(const Scene& scene);
std::unique_ptr<screen::View> build_services(const Scene& scene);
std::unique_ptr<screen::View> build_detail(const Scene& scene);
std::unique_ptr<screen::View> build_channels(const Scene& scene);
std::unique_ptr<screen::View> build_booking(const Scene& scene);
std::unique_ptr<screen::View> build_issuing(const Scene& scene);
std::unique_ptr<screen::View> build_ticket(const Scene& scene);
std::unique_ptr<screen::View> build_refused(const Scene& scene);
std::unique_ptr<screen::View> build_pause(const Scene& scene);
std::unique_ptr<screen::View> build_search(const Scene& scene);
std::unique_ptr<screen::View> build_reasons(const Scene& scene);
std::unique_ptr<screen::View> build_card(const Scene& scene);
std::unique_ptr<screen::View> build_my_ticket(const Scene& scene);
std::unique_ptr<screen::View> build_out_of_reach(const Scene& scene);
std::unique_ptr<screen::View> build_staff(const Scene& scene);
std::unique_ptr<screen::View> build_screen_test(const Scene& scene);
std::unique_ptr<screen::View> build_attract(const Scene& scene);

/// What their pages show.
std::string staff_fingerprint(const Scene& scene);
std::string attract_fingerprint(const Scene& scene);

} // namespace kiosk
