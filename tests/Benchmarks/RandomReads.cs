namespace RaceModel.Benchmarks;

/// <summary>
/// How fast one core of this machine reads 64 bytes from random places of a table: no exact search that looks each successor up in
/// a table of that size can take more transitions a second. Counted in processor time, so that other work does not matter.
/// </summary>
internal static class RandomReads
{
    private const int WordsPerLine = 8, ReadsBetweenLooks = 1 << 16;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    /// <summary>Reads per second with many reads on the way at a time, and with each place known only from the read before.</summary>
    public static ReadFigures Measure(long bytes)
    {
        ulong[] table = GC.AllocateUninitializedArray<ulong>((int)Math.Max(WordsPerLine, bytes / sizeof(ulong)));
        for (int word = 0; word < table.Length; word++) table[word] = (ulong)word * Multiplier;

        double independent = ReadsPerSecond(table, dependent: false, out ulong first);
        double dependent = ReadsPerSecond(table, dependent: true, out ulong second);
        return new(bytes, independent, dependent, first ^ second);
    }

    private static double ReadsPerSecond(ulong[] table, bool dependent, out ulong checksum)
    {
        checksum = Read(table, 0, dependent);
        long reads = 0;
        TimeSpan start = Environment.CpuUsage.TotalTime, elapsed;
        do
        {
            checksum ^= Read(table, (ulong)reads, dependent);
            reads += ReadsBetweenLooks;
            elapsed = Environment.CpuUsage.TotalTime - start;
        }
        while (elapsed < Duration);

        return reads / elapsed.TotalSeconds;
    }

    private static ulong Read(ulong[] table, ulong seed, bool dependent)
    {
        ulong lines = (ulong)table.Length / WordsPerLine, sum = 0;
        for (ulong read = 1; read <= ReadsBetweenLooks; read++)
        {
            ulong place = (seed + read + (dependent ? sum : 0)) * Multiplier;
            int line = (int)Math.BigMul(place, lines, out _) * WordsPerLine;
            ReadOnlySpan<ulong> words = table.AsSpan(line, WordsPerLine);
            sum += words[0] ^ words[1] ^ words[2] ^ words[3] ^ words[4] ^ words[5] ^ words[6] ^ words[7];
        }

        return sum;
    }
}
