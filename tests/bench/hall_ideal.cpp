#include "tests/bench/hall_ideal.h"

#include "shared/store/database.h"

#include <nlohmann/json.hpp>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <iostream>
#include <span>
#include <stdexcept>

namespace bench {

namespace {

constexpr std::size_t kLargestBatch = 256; // as the hall's desk
constexpr auto kBeat = std::chrono::milliseconds(50);

using Text = nlohmann::json;

/// One line through a pipe.
void write_line(int to, const std::string& line) {
    const std::string text = line + '\n';
    for (std::size_t done = 0; done < text.size();) {
        const auto wrote = ::write(to, text.data() + done, text.size() - done);
        if (wrote <= 0)
            throw std::runtime_error("the ideal hall's pipe is broken");
        done += static_cast<std::size_t>(wrote);
    }
}

std::string read_line(int from) {
    std::string line;
    for (char each = 0; ::read(from, &each, 1) == 1 && each != '\n';)
        line += each;
    if (line.empty())
        throw std::runtime_error("the ideal hall does not speak");
    return line;
}

Text bytes(const std::string& value) {
    return Text::binary_t(std::vector<std::uint8_t>(value.begin(), value.end()));
}

std::string hexed(const Spoken& spoken) {
    Text all = Text::array({bytes(spoken.answer)});
    for (const std::string& update : spoken.updates)
        all.push_back(bytes(update));
    std::string result;
    for (const std::uint8_t each : Text::to_cbor(all)) {
        result += "0123456789abcdef"[each >> 4U];
        result += "0123456789abcdef"[each & 15U];
    }
    return result;
}

Spoken unhexed(const std::string& line) {
    std::vector<std::uint8_t> cbor;
    for (std::size_t i = 0; i + 1 < line.size(); i += 2)
        cbor.push_back(static_cast<std::uint8_t>(std::stoi(line.substr(i, 2), nullptr, 16)));
    const Text all = Text::from_cbor(cbor);
    Spoken spoken;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& value = all[i].get_binary();
        std::string text(value.begin(), value.end());
        if (i == 0)
            spoken.answer = std::move(text);
        else
            spoken.updates.push_back(std::move(text));
    }
    return spoken;
}

std::span<const std::byte> raw(std::string_view text) {
    return std::as_bytes(std::span(text));
}

class Child {
  public:
    Child(const std::filesystem::path& folder, Spoken take, Spoken call, const wire::KeyPair& own)
        : take_(std::move(take)), call_(std::move(call)), database_(opened(folder)),
          recall_(database_.prepare("SELECT request, answer FROM session WHERE client=?1")),
          append_(database_.prepare("INSERT INTO event VALUES (?1,?2)")),
          remember_(database_.prepare("INSERT INTO session VALUES (?1,?2,?3) ON CONFLICT (client) "
                                      "DO UPDATE SET request=?2, answer=?3")) {
        for (zmq::socket_t* socket : {&router_, &xpub_})
            prepare(*socket, own);
        xpub_.set(zmq::sockopt::xpub_verbose, 1);
    }

    std::string commands() const { return router_.get(zmq::sockopt::last_endpoint); }
    std::string updates() const { return xpub_.get(zmq::sockopt::last_endpoint); }

    void serve() {
        std::vector<zmq::pollitem_t> items{{router_.handle(), 0, ZMQ_POLLIN, 0},
                                           {xpub_.handle(), 0, ZMQ_POLLIN, 0}};
        for (;;) {
            zmq::poll(items, joined_ ? kBeat : std::chrono::milliseconds(-1));
            while (wire::receive(xpub_))
                joined_ = true;
            carry_out();
            if (joined_ && beat_.nanoseconds() > 5e7)
                greet();
        }
    }

  private:
    static store::Database opened(const std::filesystem::path& folder) {
        store::Database database(folder / "ideal.db");
        database.run("PRAGMA journal_mode=WAL");
        database.run("PRAGMA synchronous=FULL");
        database.run("CREATE TABLE event(seq INTEGER PRIMARY KEY, body BLOB) STRICT");
        database.run("CREATE TABLE session(client BLOB PRIMARY KEY, request INTEGER, answer BLOB) "
                     "STRICT, WITHOUT ROWID");
        return database;
    }

    static void prepare(zmq::socket_t& socket, const wire::KeyPair& own) {
        wire::prepare_server(socket, own, "ideal");
        constexpr int kEnforceDomain = 93, kOff = 0; // there is no door here: a key is one as good as another
        zmq_setsockopt(socket.handle(), kEnforceDomain, &kOff, sizeof kOff);
        socket.bind("tcp://127.0.0.1:*");
    }

    void greet() {
        joined_ = false;
        beat_ = {};
        publish(wire::MessageType::Alive, {});
    }

    void publish(wire::MessageType type, std::string_view body) {
        static_cast<void>(
            wire::send(xpub_, {wire::kStateTopic, wire::encode(wire::Header{type, {}, seq_}), body}));
    }

    void carry_out() {
        std::vector<wire::Frames> batch;
        for (auto frames = wire::receive(router_); frames; frames = wire::receive(router_)) {
            batch.push_back(std::move(*frames));
            if (batch.size() == kLargestBatch)
                break;
        }
        if (batch.empty())
            return;
        database_.run("BEGIN");
        for (const wire::Frames& frames : batch)
            keep(*wire::decode_header(frames.at(1).to_string_view()));
        database_.run("COMMIT");
        for (const wire::Frames& frames : batch) {
            auto header = *wire::decode_header(frames.at(1).to_string_view());
            header.type = wire::MessageType::Answer;
            static_cast<void>(wire::send(
                router_, {frames.at(0).to_string_view(), wire::encode(header), spoken(header).answer}));
        }
        for (const wire::Frames& frames : batch)
            for (const std::string& update :
                 spoken(*wire::decode_header(frames.at(1).to_string_view())).updates)
                publish(wire::MessageType::Update, update);
    }

    const Spoken& spoken(const wire::Header& header) const { return header.request % 2 == 1 ? take_ : call_; }

    void keep(const wire::Header& header) {
        const std::string_view client(reinterpret_cast<const char*>(header.session.data()),
                                      header.session.size());
        recall_.bind(raw(client)).step();
        recall_.reset();
        for (const std::string& update : spoken(header).updates)
            append_.bind(static_cast<std::int64_t>(++seq_), raw(update)).run();
        remember_.bind(raw(client), static_cast<std::int64_t>(header.request), raw(spoken(header).answer))
            .run();
    }

    Spoken take_, call_;
    store::Database database_;
    store::Statement recall_, append_, remember_;
    zmq::context_t context_;
    zmq::socket_t router_{context_, zmq::socket_type::router};
    zmq::socket_t xpub_{context_, zmq::socket_type::xpub};
    std::uint64_t seq_ = 0;
    bool joined_ = false;
    Stopwatch beat_;
};

/// The whole life of the child.
[[noreturn]] void live(const std::filesystem::path& folder, int in, int out) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    try {
        const Spoken take = unhexed(read_line(in)), call = unhexed(read_line(in));
        const wire::KeyPair own = wire::make_key_pair();
        Child child(folder, take, call, own);
        for (const std::string& line : {child.commands(), child.updates(), own.public_key})
            write_line(out, line);
        child.serve();
    } catch (const std::exception& error) {
        std::cerr << "ideal hall: " << error.what() << '\n';
    }
    ::_exit(1);
}

} // namespace

IdealHall::IdealHall(const std::filesystem::path& folder) {
    std::array<int, 2> in{}, out{};
    if (::pipe(in.data()) != 0 || ::pipe(out.data()) != 0 || (child_ = ::fork()) < 0)
        throw std::runtime_error("the ideal hall cannot be started");
    if (child_ == 0)
        live(folder, in[0], out[1]);
    ::close(in[0]);
    ::close(out[1]);
    to_child_ = in[1];
    from_child_ = out[0];
}

IdealHall::~IdealHall() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    ::close(to_child_);
    ::close(from_child_);
}

HallDoor IdealHall::open(const Spoken& take, const Spoken& call) {
    write_line(to_child_, hexed(take));
    write_line(to_child_, hexed(call));
    HallDoor door;
    door.commands = read_line(from_child_);
    door.updates = read_line(from_child_);
    door.hall_key = read_line(from_child_);
    door.own = wire::make_key_pair();
    return door;
}

} // namespace bench
