#pragma once

#include "kiosk/idcard/sdt_card_reader.h"

#include <filesystem>

namespace kiosk {

/// A card reader on a serial port: 115200 baud, 8N1, raw. A port that cannot be opened, fails, or whose
/// reader fell silent is opened again by and by, so that an adapter may be pulled out and put back.
class SerialCardReader final : public SdtCardReader {
  public:
    static constexpr base::Duration kRetry{1000};

    /// Opens `port` with the first tick(). Throws std::system_error when the system has no descriptor left.
    SerialCardReader(std::filesystem::path port, const wire::PersonKey& key, const base::Clock& clock,
                     CardListener& listener);
    SerialCardReader(const SerialCardReader&) = delete;
    SerialCardReader& operator=(const SerialCardReader&) = delete;
    ~SerialCardReader() override;

    int descriptor() const override { return epoll_; }
    void dispatch() override;

  private:
    void send(std::vector<std::byte> bytes) override;
    void reopen() override;
    void tick_cable(base::SteadyTime now) override;
    std::optional<base::SteadyTime> cable_deadline() const override { return open_at_; }

    void open();
    void fail(const char* deed);
    void close();

    std::filesystem::path port_;
    int epoll_ = -1; ///< one descriptor for the loop, whatever becomes of the port
    int fd_ = -1;
    bool told_ = false; ///< that it cannot be opened: once, not at every try
    std::optional<base::SteadyTime> open_at_;
};

} // namespace kiosk
