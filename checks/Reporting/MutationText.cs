using RaceModel.Checks.Mutation;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>Kill matrices as text: a row for each mutant, in the column of each property the letters of the guests that notice.</summary>
internal sealed class MutationText
{
    private readonly MutationResult _result;
    private readonly IAnsiConsole _console;
    private readonly Property[] _properties;

    private MutationText(MutationResult result, IAnsiConsole console)
    {
        (_result, _console) = (result, console);
        _properties = [.. result.Plan.Bounds.Properties.Items()];
    }

    public static void Write(MutationResult result, IAnsiConsole console)
    {
        var text = new MutationText(result, console);
        text.WriteGuests();
        foreach (KillMatrix matrix in result.Matrices) text.WriteMatrix(matrix);
        text.WriteEnd();
    }

    private void WriteGuests()
    {
        int width = _result.Plan.Guests.Max(guest => guest.Name.Length) + 4;
        IEnumerable<string> guests = _result.Plan.Guests.Select((guest, index) => $"{LetterOf(index)} {guest.Name}");
        foreach (string[] line in guests.Chunk(Math.Max(1, 110 / width)))
            _console.WriteLine(string.Concat(line.Select(guest => guest.PadRight(width))).TrimEnd());
        _console.WriteLine("A small letter: the mutant violates the property for this guest, the original does not; a capital: the other way round.");
        _console.WriteLine("out: the outcomes differ; lengths: by how many steps shortest counterexamples that both have get longer.");
        _console.WriteLine();
    }

    private void WriteMatrix(KillMatrix matrix)
    {
        _console.WriteLine($"{matrix.Original.Label} on {matrix.Original.Hardware.Name}: {matrix.Original.Protocol.Unmap.Text}");
        Table grid = new Table().Border(TableBorder.Simple);
        string[] headings =
            ["mutation", "mutant", .. _properties.Select(property => property.Abbreviation()), "out", "fate", "shortest kill", "lengths"];
        foreach (string heading in headings) grid.AddColumn(new TableColumn(heading).Padding(0, 1));
        foreach (JudgedMutant mutant in matrix.Mutants)
        {
            grid.AddRow((string[])
            [
                $"{Words.Of(mutant.Mutant.Part)} {Words.Of(mutant.Mutant.Operator)}", Markup.Escape(mutant.Mutant.Changed.Label),
                .. _properties.Select(property => Letters(mutant, cell => cell.Breaks.Contains(property), cell => cell.Mends.Contains(property))),
                Letters(mutant, cell => cell.HasDifferentOutcomes, _ => false), $"[{ColorOf(mutant.Fate)}]{Words.Of(mutant.Fate)}[/]",
                Markup.Escape(ShortestKill(mutant)), LengthChanges(mutant),
            ]);
        }

        _console.Write(grid);
        WriteScore(matrix);
        foreach (Fate fate in Enum.GetValues<Fate>().Where(fate => fate != Fate.Killed && matrix.Count(fate) > 0)) WriteSurvivors(fate, matrix);
        _console.WriteLine();
    }

    private void WriteScore(KillMatrix matrix)
    {
        IEnumerable<Fate> fates = Enum.GetValues<Fate>().Where(fate => matrix.Count(fate) > 0);
        int inequivalent = matrix.Mutants.Count - matrix.Count(Fate.Equivalent);
        _console.WriteLine($"{matrix.Mutants.Count} mutants: {string.Join(", ", fates.Select(fate => $"{matrix.Count(fate)} {Words.Of(fate)}"))}; "
            + $"score {matrix.Count(Fate.Killed)} of {inequivalent} that are not equivalent");
    }

    private void WriteSurvivors(Fate fate, KillMatrix matrix)
    {
        _console.WriteLine();
        _console.WriteLine($"{Words.Of(fate)}: {SurvivalText.Meaning(fate, _result.Plan)}");
        foreach (JudgedMutant mutant in matrix.Mutants.Where(mutant => mutant.Fate == fate))
        {
            _console.WriteLine($"  {mutant.Mutant.Changed.Label} ({Words.Of(mutant.Mutant.Part)} {Words.Of(mutant.Mutant.Operator)})");
            foreach (string line in SurvivalText.Proof(mutant)) _console.WriteLine($"    {line}");
        }
    }

    private void WriteEnd()
    {
        int mutants = _result.Matrices.Sum(matrix => matrix.Mutants.Count);
        int scenarios = (mutants + _result.Matrices.Count) * _result.Plan.Guests.Count;
        _console.WriteLine(
            $"{mutants:N0} mutants, {scenarios:N0} scenarios of the matrix, {_result.GuestsTried:N0} more guests tried on survivors: {_result.StopReason ?? "complete"}.");
        if (_result.StopReason is null)
            _console.WriteLine(_result.Has(Fate.Hole) ? "The guests have a hole." : "No hole in the guests.");
    }

    private static string Letters(JudgedMutant mutant, Func<ResultPair, bool> breaks, Func<ResultPair, bool> mends) =>
        string.Concat(mutant.Cells.Select((cell, guest) =>
            !cell.IsKnown ? "?" : breaks(cell) ? LetterOf(guest) : mends(cell) ? LetterOf(guest).ToUpperInvariant() : ""));

    private static string LetterOf(int guest) => (char)('a' + (guest % 26)) + (guest < 26 ? "" : $"{guest / 26}");

    private string ShortestKill(JudgedMutant mutant) =>
        mutant.Fate == Fate.Killed && mutant.ShortestKill(_result.Plan.Bounds.Properties) is { } kill
        ? $"{kill.Verdict.Property.Abbreviation()}{kill.Verdict.Length} {kill.Guest.Name}"
        : "";

    private string LengthChanges(JudgedMutant mutant)
    {
        int[] changes = [.. mutant.Cells.SelectMany(cell => _properties.Select(cell.LengthChange)).OfType<int>()];
        if (changes.Length == 0) return "";
        (int least, int most) = (changes.Min(), changes.Max());
        return least == most ? $"{least:+0;-0;0}" : $"{least:+0;-0;0}..{most:+0;-0;0}";
    }

    private static string ColorOf(Fate fate) => fate switch
    {
        Fate.Killed => "green",
        Fate.Hole => "red",
        Fate.Unknown => "yellow",
        _ => "default",
    };
}
