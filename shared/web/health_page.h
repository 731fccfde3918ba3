#pragma once

#include "shared/web/floor.h"

#include <httplib.h>

namespace web {

/// `/healthz`, for whoever watches over this process: 200 while it follows the hall, else 503 and why, as
/// JSON. Tells nothing that is not public.
class HealthPage {
  public:
    explicit HealthPage(const Floor& floor) : floor_(floor) {}
    void mount(httplib::Server& server) const;

  private:
    void answer(httplib::Response& response) const;

    Floor floor_;
};

} // namespace web
