namespace RaceModel;

/// <summary>Finds the known name that somebody most likely meant.</summary>
internal static class NearestName
{
    /// <summary>The error text for a name that is not known: the nearest one if it is near, or else all of them.</summary>
    public static string Unknown(string kind, string name, IReadOnlyCollection<string> known)
    {
        string? nearest = known.MinBy(candidate => Distance(name, candidate));
        return nearest is not null && Distance(name, nearest) <= Math.Max(2, name.Length / 3)
            ? $"unknown {kind} '{name}'; did you mean '{nearest}'?"
            : $"unknown {kind} '{name}'; known: {string.Join(", ", known)}";
    }

    /// <summary>How many letters must be inserted, dropped or changed (Levenshtein 1966).</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
