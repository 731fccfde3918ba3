#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

namespace screen {

/// Keeps what was used last, up to a number of bytes.
template <typename Value>
class Recent {
  public:
    explicit Recent(std::size_t limit) : limit_(limit) {}

    /// Null when it is not kept; good until the next put().
    Value* find(const std::string& key) {
        const auto known = index_.find(key);
        if (known == index_.end())
            return nullptr;
        kept_.splice(kept_.begin(), kept_, known->second);
        return &kept_.front().value;
    }

    /// What is larger than the limit is still kept until the next one comes.
    Value& put(const std::string& key, Value value, std::size_t bytes) {
        kept_.push_front({key, std::move(value), bytes});
        index_[key] = kept_.begin();
        bytes_ += bytes;
        shrink(limit_);
        return kept_.front().value;
    }

    /// Gives up what was not used for longest.
    void shrink(std::size_t bytes) {
        while (bytes_ > bytes && kept_.size() > 1) {
            bytes_ -= kept_.back().bytes;
            index_.erase(kept_.back().key);
            kept_.pop_back();
        }
    }

    std::size_t bytes() const { return bytes_; }

  private:
    struct Kept {
        std::string key;
        Value value;
        std::size_t bytes;
    };

    std::size_t limit_, bytes_ = 0;
    std::list<Kept> kept_; // last used first
    std::unordered_map<std::string, typename std::list<Kept>::iterator> index_;
};

} // namespace screen
