#include "tests/web/gateway.h"

#include "shared/base/text.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace support {

Gateway::Gateway(const RunningHall& hall, std::vector<std::string> more)
    : words_{program("jiaohao-web"), "--state", hall.state()} {
    words_.insert(words_.end(), more.begin(), more.end());
}

bool Gateway::start() {
    auto command = words_;
    command.insert(command.end(), {"--listen", fmt::format("127.0.0.1:{}", port_)});
    process_.emplace(Launch{command});
    const std::string mark = "://127.0.0.1:";
    const bool listens = eventually(
        [&] { return process_->errors().find(mark) != std::string::npos || !process_->running(); });
    if (!listens || !process_->running())
        return false;
    const std::string log = process_->errors();
    const auto at = log.find(mark) + mark.size();
    port_ = std::stoi(log.substr(at));
    return eventually([&] {
        const auto health = get("/healthz");
        return health && health->status == 200;
    });
}

httplib::Client Gateway::client() const {
    httplib::Client client("127.0.0.1", port_);
    client.set_read_timeout(20, 0);
    return client;
}

std::string Gateway::origin() const {
    return fmt::format("http://127.0.0.1:{}", port_);
}

httplib::Result Gateway::get(const std::string& path, const httplib::Headers& headers) const {
    return client().Get(path, headers);
}

httplib::Result Gateway::post(const std::string& path, const std::string& json) const {
    return client().Post(path, {{"Origin", origin()}}, json, "application/json");
}

bool Gateway::shows(const std::string& path, const std::string& text) const {
    return eventually([&] {
        const auto answer = get(path);
        return answer && answer->body.find(text) != std::string::npos;
    });
}

Taken take(const RunningHall& hall, const std::string& service, const std::string& language) {
    const auto told = hall.jiaohao({"take", "--service", service, "--language", language, "--json"});
    const auto answer = nlohmann::json::parse(told.output);
    return {answer.at("token"), answer.at("ticketId"), answer.at("number")};
}

RawClient::RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("nobody listens there");
}

RawClient::~RawClient() {
    ::close(socket_);
}

bool RawClient::send(const std::string& bytes) {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

std::string RawClient::read_all(base::Duration bound) {
    const base::SystemClock clock;
    const auto end = clock.steady() + bound;
    std::string all;
    std::array<char, 4096> buffer{};
    while (clock.steady() < end) {
        pollfd waiting{socket_, POLLIN, 0};
        ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(1, (end - clock.steady()).count())));
        const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count == 0 || (count < 0 && errno != EAGAIN))
            break;
        if (count > 0)
            all.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return all;
}

bool RawClient::is_ended(base::Duration bound) {
    const base::SystemClock clock;
    const auto end = clock.steady() + bound;
    static_cast<void>(read_all(bound));
    return clock.steady() < end;
}

} // namespace support
