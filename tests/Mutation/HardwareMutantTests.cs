using System.Reflection;
using RaceModel.Checks.Mutation;
using Xunit;

namespace RaceModel.Tests.Mutation;

public sealed class HardwareMutantTests
{
    private static readonly PropertyInfo[] Knobs = [.. typeof(HardwareProfile).GetProperties()
        .Where(knob => knob.Name is not (nameof(HardwareProfile.Name) or nameof(HardwareProfile.Source)))];

    public static TheoryData<string> HardwareNames => [.. ShippedEntries.HardwareNames];

    [Theory]
    [MemberData(nameof(HardwareNames))]
    public void Each_knob_has_each_other_value_alone(string name)
    {
        HardwareProfile original = ShippedEntries.Hardware(name);
        HardwareProfile[] mutants = [.. HardwareMutants.Of(original).Select(mutant => mutant.Hardware)];

        Assert.All(mutants, mutant => Assert.Single(Knobs, knob => !Equals(knob.GetValue(original), knob.GetValue(mutant))));
        foreach (PropertyInfo knob in Knobs)
        {
            object before = knob.GetValue(original)!;
            object[] others = [.. mutants.Select(mutant => knob.GetValue(mutant)!).Where(value => !value.Equals(before))];
            Assert.Equal(others.Distinct(), others);
            Assert.Equal(OtherValues(before), others.Order());
        }
    }

    private static IEnumerable<object> OtherValues(object value) => value switch
    {
        bool knob => [!knob],
        int threshold => threshold == 0 ? [1] : [0, threshold + 1],
        _ => Enum.GetValues(value.GetType()).Cast<object>().Where(other => !other.Equals(value)),
    };
}
