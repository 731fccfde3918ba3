#include "shared/web/ip_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace web {

bool is_ip(const std::string& text) {
    constexpr std::size_t kMostAddress = 45;
    in6_addr room{};
    return text.size() <= kMostAddress && !text.contains('\0') &&
           (inet_pton(AF_INET, text.c_str(), &room) == 1 || inet_pton(AF_INET6, text.c_str(), &room) == 1);
}

} // namespace web
