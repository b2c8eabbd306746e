namespace RaceModel.Checks.Explanations;

/// <summary>What a step stands for outside the model, as section 9 of <c>docs/semantics.md</c> has it.</summary>
/// <param name="Rule">The rule of the semantics, such as <c>I2</c>, or the primitive.</param>
/// <param name="StandsFor">Kernel function, clause of a specification, or what is abstracted.</param>
/// <param name="HowSure">How sure that is.</param>
internal sealed record StepSource(string Rule, string StandsFor, string HowSure);
