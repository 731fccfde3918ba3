#pragma once

#include "shared/ship/shipper.h"
#include "shared/store/journal.h"
#include "tests/support/city_database.h"
#include "tests/support/temporary_folder.h"

#include <optional>
#include <string>
#include <vector>

namespace support {

/// A hall's journal and the city that it is shipped to, by a real shipper in a loop of the test's own.
class ShippedHall {
  public:
    explicit ShippedHall(std::string hall = "north");

    store::Journal& journal() { return *journal_; }
    const CityDatabase& city() const { return city_; }
    const TemporaryFolder& folder() const { return folder_; }
    ship::Freight freight() const { return {folder_.path(), config_, city_.address(), hall_}; }
    void set_config(std::filesystem::path config) { config_ = std::move(config); }

    /// In one transaction.
    void append(const std::vector<model::Event>& events);
    void close_journal() { journal_.reset(); }
    void open_journal() { journal_.emplace(folder_ / store::kJournalFile); }

    /// Starts a shipper that was not there before, and turns until `condition` of the city holds.
    bool ship_until(const std::function<bool()>& condition);
    /// … until everything is there, and all is forgotten that the hall has forgotten.
    bool ship();

    /// What the city holds of the present journal, read back.
    std::vector<model::Event> shipped() const;

  private:
    TemporaryFolder folder_;
    CityDatabase city_;
    std::string hall_;
    std::filesystem::path config_;
    std::optional<store::Journal> journal_;
};

} // namespace support
