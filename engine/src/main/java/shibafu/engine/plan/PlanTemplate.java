package shibafu.engine.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The bytes of a plan, or of a path in it, with some words left open: what two have in common that differ in
/// these words only. Each word has a length of its own, so that no length in the plan depends on what is filled in.
public final class PlanTemplate {
    private final byte[] bytes;
    private final List<Place> places;

    /// @param at where a word begins
    /// @param word which
    private record Place(int at, int word) {}

    private PlanTemplate(byte[] bytes, List<Place> places) {
        this.bytes = bytes.clone();
        this.places = List.copyOf(places);
    }

    /// @param words of the one; one that is empty stands nowhere
    /// @param otherWords of the other: as long, and different in every character
    /// @return empty if they differ in more than these words
    public static Optional<PlanTemplate> between(
            byte[] one, List<String> words, byte[] other, List<String> otherWords) {
        List<byte[]> ours = ascii(words);
        List<byte[]> theirs = ascii(otherWords);
        List<Place> places = new ArrayList<>();
        if (one.length != other.length) {
            return Optional.empty();
        }
        int i = 0;
        while (i < one.length) {
            if (one[i] == other[i]) {
                i++;
                continue;
            }
            int at = i;
            Optional<Place> place = IntStream.range(0, ours.size())
                    .filter(word -> stands(one, at, ours.get(word)) && stands(other, at, theirs.get(word)))
                    .mapToObj(word -> new Place(at, word))
                    .findFirst();
            if (place.isEmpty()) {
                return Optional.empty();
            }
            places.add(place.get());
            i += ours.get(place.get().word).length;
        }
        return Optional.of(new PlanTemplate(one, places));
    }

    /// The same of two texts.
    public static Optional<PlanTemplate> between(
            String one, List<String> words, String other, List<String> otherWords) {
        return between(one.getBytes(StandardCharsets.UTF_8), words, other.getBytes(StandardCharsets.UTF_8), otherWords);
    }

    /// @param words as long as those it was made with
    public byte[] fill(List<String> words) {
        List<byte[]> texts = ascii(words);
        byte[] filled = bytes.clone();
        for (Place place : places) {
            byte[] text = texts.get(place.word);
            System.arraycopy(text, 0, filled, place.at, text.length);
        }
        return filled;
    }

    private static boolean stands(byte[] bytes, int at, byte[] word) {
        if (word.length == 0 || word.length > bytes.length - at) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> ascii(List<String> words) {
        List<byte[]> texts = new ArrayList<>(words.size());
        for (String word : words) {
            texts.add(word.getBytes(StandardCharsets.US_ASCII));
        }
        return texts;
    }
}
