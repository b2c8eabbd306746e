namespace RaceModel.Checks.Campaigns;

/// <summary>
/// Executions of a test that got no nearer to a switch-over under fair scheduling, where no search could tell whether one can still
/// be reached: they may violate <see cref="Property.AlwaysCompletes"/>.
/// </summary>
/// <param name="Count">How many.</param>
/// <param name="Execution">The number of the first.</param>
/// <param name="Steps">How many steps the first has.</param>
/// <param name="File">Where the schedule of the first was saved.</param>
internal sealed record Suspects(long Count, long Execution, int Steps, string File);
